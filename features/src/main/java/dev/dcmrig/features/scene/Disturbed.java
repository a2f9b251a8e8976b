// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Vehicle.Disturbance;
import java.time.Duration;

/**
 * How a message is disturbed, and how long.
 *
 * @param span zero: for good
 */
public record Disturbed(Disturbance how, Duration span) {}
