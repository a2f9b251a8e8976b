// SPDX-License-Identifier: Apache-2.0
/** The navigation system beside the DCM. */
@NullMarked
package dev.dcmrig.ecus.navigation;

import org.jspecify.annotations.NullMarked;
