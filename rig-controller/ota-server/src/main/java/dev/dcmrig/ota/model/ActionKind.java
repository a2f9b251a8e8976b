// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** How strongly an update is asked for; hawkBit's words. */
public enum ActionKind {
  /** The target downloads and installs without asking. */
  FORCED,
  /** The target may ask, or wait for a better moment. */
  SOFT,
  /** Soft until an instant, forced from then on. */
  TIMEFORCED,
  /** The target downloads and does not install; done when it is downloaded. */
  DOWNLOAD_ONLY
}
