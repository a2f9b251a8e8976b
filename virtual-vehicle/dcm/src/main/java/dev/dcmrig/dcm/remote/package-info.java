// SPDX-License-Identifier: Apache-2.0
/** What the owner's app can have the car do, and what the DCM asks of the bus. */
@NullMarked
package dev.dcmrig.dcm.remote;

import org.jspecify.annotations.NullMarked;
