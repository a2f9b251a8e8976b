// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics;

import dev.dcmrig.telematics.domain.OwnershipRules;
import dev.dcmrig.telematics.domain.TrackingRules;
import dev.dcmrig.telematics.payments.CardRules;
import dev.dcmrig.telematics.subscriptions.BillingRules;
import dev.dcmrig.telematics.subscriptions.SubscriptionRules;

/**
 * Everything that the service decides by a requirement. Each part of it is handed its own rules;
 * {@link #REQUIRED} is a service without a defect.
 */
public interface TelematicsRules
    extends TrackingRules, OwnershipRules, SubscriptionRules, BillingRules, CardRules {

  /** What the requirements say. */
  TelematicsRules REQUIRED = new TelematicsRules() {};
}
