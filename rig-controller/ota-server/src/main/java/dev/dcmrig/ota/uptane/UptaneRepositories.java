// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.uptane;

import dev.dcmrig.uptane.verify.Rejection;
import java.util.Optional;
import java.util.Set;

/** What both repositories give out and take in. Called on any thread. */
public interface UptaneRepositories {
  /**
   * A file of the director's metadata for a vehicle.
   *
   * @param name such as {@code timestamp.json}
   */
  Optional<byte[]> directorFile(String vehicle, String name);

  /** A file of the image repository's metadata. */
  Optional<byte[]> imageFile(String name);

  /**
   * The time server's answer (5.4.3.1).
   *
   * @param nonces of ECUs, which it signs with the time
   */
  byte[] time(Set<String> nonces);

  /**
   * A vehicle says what is installed.
   *
   * @throws Rejection if that can't be believed
   */
  void manifest(String vehicle, byte[] manifest) throws Rejection;
}
