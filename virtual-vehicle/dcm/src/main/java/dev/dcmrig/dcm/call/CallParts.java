// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.Modem;

/** What everything about a call is made with. */
public record CallParts(
    DcmContext dcm,
    Modem modem,
    CallSettings call,
    CallBackSettings callBack,
    VoiceSettings voice,
    MsdSettings msd,
    CallRules rules) {}
