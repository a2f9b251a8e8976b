// SPDX-License-Identifier: Apache-2.0
/** Orders and commands of the telematics service, and whether they are authentic. */
@NullMarked
package dev.dcmrig.dcm.orders;

import org.jspecify.annotations.NullMarked;
