// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.pki;

/** What a server of the rig shows for itself: the right certificate, or a wrong one. */
public enum ServerIdentity {
  GOOD,
  EXPIRED,
  NOT_YET_VALID,
  /** Of a name that was not asked for. */
  ANOTHER_NAME,
  /** From an authority that nobody trusts. */
  UNKNOWN_AUTHORITY
}
