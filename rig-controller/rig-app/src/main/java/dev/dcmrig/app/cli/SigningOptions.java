// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.attest.AttestException;
import dev.dcmrig.attest.KeySource;
import dev.dcmrig.attest.SigningKey;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What else belongs to a key that signs. */
final class SigningOptions {

  /** The password of a key, where no file names it. */
  private static final String PASSWORD = "RIG_KEY_PASSWORD";

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description =
          "Certificate of the key and of its issuers (PEM), where the key's file has none.")
  private @Nullable Path certificates;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "First line: password of a PKCS#12 file, or PIN of a module. Default: $RIG_KEY_PASSWORD.")
  private @Nullable Path passwordFile;

  /**
   * Opens a key.
   *
   * @param named as the user did
   */
  SigningKey open(String named) {
    try {
      return KeySource.open(named, certificates, password());
    } catch (AttestException e) {
      throw wrong("--key", String.valueOf(e.getMessage()));
    }
  }

  private char[] password() {
    if (passwordFile == null) {
      String said = System.getenv(PASSWORD);
      return said == null ? new char[0] : said.toCharArray();
    }
    try {
      return Files.readString(passwordFile).lines().findFirst().orElse("").toCharArray();
    } catch (IOException e) {
      throw wrong("--password-file " + passwordFile, "can't be read: " + e.getMessage());
    }
  }

  static ConfigurationException wrong(String what, String why) {
    return new ConfigurationException(new Problem(what, 0, why, ""));
  }
}
