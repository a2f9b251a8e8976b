// SPDX-License-Identifier: Apache-2.0
/** Steps and checks of updates over the air (OTA). */
@NullMarked
package dev.dcmrig.features.ota;

import org.jspecify.annotations.NullMarked;
