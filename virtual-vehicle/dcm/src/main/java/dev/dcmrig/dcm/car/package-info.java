// SPDX-License-Identifier: Apache-2.0
/** What the DCM knows of the car it is in. */
@NullMarked
package dev.dcmrig.dcm.car;

import org.jspecify.annotations.NullMarked;
