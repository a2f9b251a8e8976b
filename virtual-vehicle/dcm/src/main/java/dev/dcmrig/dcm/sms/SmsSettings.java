// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sms;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code sms} of a DCM profile (docs/DCM-INTERFACE.md, 2.7). */
public record SmsSettings(
    @Key("A connection that was lost is made again after this") Duration retry) {}
