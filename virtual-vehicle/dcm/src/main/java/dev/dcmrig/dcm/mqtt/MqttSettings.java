// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.mqtt;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code mqtt} of a DCM profile (docs/DCM-INTERFACE.md, 2.6). */
public record MqttSettings(
    @Key(
            value = "Keep Alive of CONNECT, in whole seconds",
            source = "MQTT 3.1.1, 3.1.2.10",
            maximum = 65_535)
        Duration keepAlive,
    @Key("A packet without its answer has failed after this") Duration answerTimeout) {}
