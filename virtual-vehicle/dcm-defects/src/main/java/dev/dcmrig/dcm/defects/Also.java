// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

/** Requirements that many scenarios look at on the way to their own. */
final class Also {
  /** Where somebody listens to occupant and agent. */
  static final String VOICE =
      "ACN-01 ACN-08 ACN-11 ACN-13 ACN-14 NET-01 SOS-02 SOS-08 SOS-09 SOS-15 SOS-16 SUB-08";

  /** Where a collision's call must come within 2 s. */
  static final String ACN_TIMELY =
      "ACN-01 ACN-02 ACN-04 ACN-08 ACN-09 ACN-10 ACN-11 ACN-14 NET-01 NET-02 SUB-08";

  /** Where calls are counted. */
  static final String SOS_ATTEMPTS = "NET-01 SOS-04 SOS-10 SOS-13 SOS-14 SOS-16";

  /** Where a tracked car is looked at. */
  static final String TRACKING =
      "SVT-02 SVT-03 SVT-04 SVT-05 SVT-06 SVT-07 SVT-08 SVT-10 SVT-12 SVT-13 SVT-14 PRV-01 PRV-02"
          + " NET-01 NET-02";

  private Also() {}
}
