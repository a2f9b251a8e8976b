// SPDX-License-Identifier: Apache-2.0
/** Uptane's director and image repository at an OTA server: what vehicles fetch and hand over. */
@NullMarked
package dev.dcmrig.ota.uptane;

import org.jspecify.annotations.NullMarked;
