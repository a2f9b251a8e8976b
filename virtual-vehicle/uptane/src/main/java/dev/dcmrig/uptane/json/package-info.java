// SPDX-License-Identifier: Apache-2.0
/** JSON as Uptane and TUF use it: read within bounds, written in canonical form. */
@NullMarked
package dev.dcmrig.uptane.json;

import org.jspecify.annotations.NullMarked;
