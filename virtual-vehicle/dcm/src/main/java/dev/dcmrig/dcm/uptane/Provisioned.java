// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.uptane.key.Scheme;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the factory has put into a DCM (Uptane 5.4.1): the first root metadata of both repositories,
 * and the key that signs the DCM's reports (docs/DCM-INTERFACE.md, 2.5).
 */
record Provisioned(byte[] directorRoot, byte[] imageRoot, SigningKey key) {
  private static final String DIRECTOR_ROOT = "director.root.json";
  private static final String IMAGE_ROOT = "image.root.json";
  private static final String KEY = "ecu.key";

  /** Version of the first root metadata that ECUs of this vehicle have of the director. */
  long directorVersion() throws Rejection {
    return UptaneVerifier.provisioned(directorRoot).root().version();
  }

  /**
   * Reads the folder.
   *
   * @return empty for a DCM that knows nothing of Uptane: the folder has none of the files
   * @throws IllegalStateException naming the folder and what should be in it
   */
  static Optional<Provisioned> read(Path folder) {
    if (Files.notExists(folder.resolve(DIRECTOR_ROOT))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Provisioned(
              Files.readAllBytes(folder.resolve(DIRECTOR_ROOT)),
              Files.readAllBytes(folder.resolve(IMAGE_ROOT)),
              SigningKey.read(Scheme.ED25519, folder.resolve(KEY))));
    } catch (IOException e) {
      throw new IllegalStateException(
          folder
              + " has "
              + DIRECTOR_ROOT
              + ", so "
              + IMAGE_ROOT
              + ", "
              + KEY
              + " and its .pub belong there, too (docs/DCM-INTERFACE.md, 2.5): "
              + e.getMessage(),
          e);
    }
  }
}
