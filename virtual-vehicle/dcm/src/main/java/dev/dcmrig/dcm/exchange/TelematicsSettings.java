// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code telematics} of a DCM profile (docs/DCM-INTERFACE.md, 2.4). */
public record TelematicsSettings(
    @Key("From ignition on to the first fetch of the configuration") Duration firstConfiguration,
    @Key("From one fetch of the configuration to the next") Duration configurationInterval,
    @Key("From one telemetry to the next, with ignition on") Duration telemetryInterval,
    @Key("A request without an answer has failed after this") Duration answerTimeout,
    @Key("An open connection that nothing needs is closed after this") Duration idleTimeout,
    @Key(value = "Tries of configuration, telemetry and positions", source = "NET-02", minimum = 1)
        int tries,
    @Key(value = "The gap after the first try", source = "NET-02") Duration firstRetry,
    @Key(value = "Each gap is this much longer than the one before", source = "NET-02", minimum = 1)
        double retryFactor,
    @Key(value = "But no longer than this", source = "NET-02") Duration retryLimit,
    @Key(value = "And a random part of up to this share more", source = "NET-02")
        double retryJitter,
    @Key(value = "Retry-After counts up to this", source = "NET-02") Duration retryAfterLimit,
    @Key(value = "What must not be lost is tried this long", source = "NET-02")
        Duration eventLifetime,
    @Key(value = "Messages that are kept", source = "NET-02", minimum = 1) int queue) {}
