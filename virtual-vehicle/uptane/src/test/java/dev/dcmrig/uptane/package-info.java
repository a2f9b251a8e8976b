// SPDX-License-Identifier: Apache-2.0
/** What the tests of all packages stand on. */
@NullMarked
package dev.dcmrig.uptane;

import org.jspecify.annotations.NullMarked;
