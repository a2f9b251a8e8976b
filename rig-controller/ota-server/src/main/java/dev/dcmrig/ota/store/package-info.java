// SPDX-License-Identifier: Apache-2.0
/** Database and files of the OTA server. */
@NullMarked
package dev.dcmrig.ota.store;

import org.jspecify.annotations.NullMarked;
