// SPDX-License-Identifier: Apache-2.0
/** The edge for release engineers. */
@NullMarked
package dev.dcmrig.ota.manage;

import org.jspecify.annotations.NullMarked;
