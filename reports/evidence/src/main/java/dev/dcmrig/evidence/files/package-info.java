// SPDX-License-Identifier: Apache-2.0
/** Files that are there whole or not at all. */
@NullMarked
package dev.dcmrig.evidence.files;

import org.jspecify.annotations.NullMarked;
