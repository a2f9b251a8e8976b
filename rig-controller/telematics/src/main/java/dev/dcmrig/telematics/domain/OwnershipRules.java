// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

/** What the requirements say of owners; written as {@link TrackingRules} are. */
public interface OwnershipRules {

  /** SUB-07: only the verified owner adds the vehicle to the app. */
  default boolean mayAdd(String asking, String verifiedOwner) {
    return asking.equals(verifiedOwner);
  }
}
