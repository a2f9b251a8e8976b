// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.remote.BusRequests;

/** What the dialog with the user is made of. */
public record UserParts(CarState car, BusRequests bus) {}
