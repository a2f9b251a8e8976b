// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code callBack} of a DCM profile. */
public record CallBackSettings(
    @Key(
            value = "How long the centre may call back",
            source = "SOS-16; T9 of EN 16062 is at least 1 h")
        Duration window,
    @Key("A registration that failed is tried again after this") Duration registerRetry) {}
