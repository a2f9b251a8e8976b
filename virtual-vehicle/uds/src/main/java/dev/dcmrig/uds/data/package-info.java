// SPDX-License-Identifier: Apache-2.0
/** What files say of a car's diagnostics: who is asked by which identifier, and what it answers. */
@NullMarked
package dev.dcmrig.uds.data;

import org.jspecify.annotations.NullMarked;
