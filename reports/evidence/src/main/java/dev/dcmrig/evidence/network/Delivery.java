// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

/** What became of a payload on the radio link. */
public enum Delivery {
  DELIVERED,
  DROPPED,
  REFUSED
}
