// SPDX-License-Identifier: Apache-2.0
/** The four roles' metadata as records, read from JSON with an error that names the field. */
@NullMarked
package dev.dcmrig.uptane.metadata;

import org.jspecify.annotations.NullMarked;
