// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

/** What the requirements say of owners; written as {@link TrackingRules} are. */
public interface OwnershipRules {

  /** SUB-07: only the verified owner adds the vehicle to the app. */
  default boolean mayAdd(String asking, String verifiedOwner) {
    return asking.equals(verifiedOwner);
  }

  /**
   * SUB-07: only the verified owner's app asks about the vehicle and changes it.
   *
   * @param asking an owner, a former one perhaps
   */
  default boolean mayUse(String asking, String verifiedOwner) {
    return asking.equals(verifiedOwner);
  }

  /** SUB-07: the next owner is told nothing of where the car was with the one before. */
  default boolean isHistoryForgotten() {
    return true;
  }

  /** SUB-06: nobody but the owner sees and changes payment methods. */
  default boolean isOwnAccount(String asking, String account) {
    return asking.equals(account);
  }
}
