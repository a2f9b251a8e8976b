// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.acn.AcnRules;
import dev.dcmrig.dcm.call.CallRules;
import dev.dcmrig.dcm.diagnostics.DiagnosticRules;
import dev.dcmrig.dcm.exchange.ExchangeRules;
import dev.dcmrig.dcm.indicator.IndicatorRules;
import dev.dcmrig.dcm.modem.ModemRules;
import dev.dcmrig.dcm.orders.OrderRules;
import dev.dcmrig.dcm.ota.OtaRules;
import dev.dcmrig.dcm.position.PositionRules;
import dev.dcmrig.dcm.power.PowerRules;
import dev.dcmrig.dcm.sleep.SleepRules;
import dev.dcmrig.dcm.sms.SmsRules;
import dev.dcmrig.dcm.sos.SosRules;
import dev.dcmrig.dcm.svt.TrackingRules;
import dev.dcmrig.dcm.telematics.PrivacyRules;
import dev.dcmrig.dcm.tls.TrustRules;
import dev.dcmrig.dcm.uptane.PrimaryRules;

/**
 * Everything that a DCM decides by a requirement. Each part of it is handed its own rules; {@link
 * #REQUIRED} is a DCM without a defect.
 */
public interface DcmRules
    extends SosRules,
        AcnRules,
        CallRules,
        IndicatorRules,
        PowerRules,
        PositionRules,
        OrderRules,
        TrackingRules,
        SleepRules,
        PrivacyRules,
        ExchangeRules,
        ModemRules,
        SmsRules,
        OtaRules,
        PrimaryRules,
        DiagnosticRules,
        TrustRules {

  /** What the requirements say. */
  DcmRules REQUIRED = new DcmRules() {};
}
