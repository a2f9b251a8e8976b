// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import java.time.Instant;

/**
 * Sentences of the Uptane standard 2.1 that {@link UptaneVerifier} decides by. A method is one, and
 * its default what the standard says; a deliberate defect of a device overrides one. All are pure.
 */
public interface VerificationRules {
  /** What the standard says. */
  VerificationRules STANDARD = new VerificationRules() {};

  /** 5.4.4.3-3, 5.4.4.4-4, 5.4.4.5-7, 5.4.4.6-5: expired metadata are not taken. */
  default boolean isMetadataInForce(Instant now, Instant expires) {
    return now.isBefore(expires);
  }

  /** 5.4.4.3-2.3, 5.4.4.4-2, 5.4.4.5-3, 5.4.4.6-3: as many keys must sign as root says. */
  default long signaturesWanted(long threshold) {
    return threshold;
  }

  /** 5.4.4.4-3, 5.4.4.5-4 and -5, 5.4.4.6-4: metadata never go back to an older version. */
  default boolean isMetadataTaken(long knownVersion, long version) {
    return version >= knownVersion;
  }

  /** 5.4.4.5-2, 5.4.4.6-2: a file is the one that another file announced. */
  default boolean isAnnouncedFile(boolean same) {
    return same;
  }

  /** 5.4.3.4-3: an image is made for the ECU's hardware. */
  default boolean isImageForHardware(boolean same) {
    return same;
  }

  /** 5.4.3.4-5, 5.4.4.2-10.2.3: an image's release counter does not go back. */
  default boolean isReleaseTaken(long installed, long counter) {
    return counter >= installed;
  }

  /** 5.4.4.2-10: the image repository must say the same of an image as the director. */
  default boolean isImageRepositoryAsked() {
    return true;
  }
}
