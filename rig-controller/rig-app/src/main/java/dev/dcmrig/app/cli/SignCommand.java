// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.attest.AttestException;
import dev.dcmrig.attest.RunSigning;
import dev.dcmrig.attest.SigningKey;
import dev.dcmrig.attest.timestamp.TimeStampAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig report sign}. */
@Command(
    name = "sign",
    description = {
      "Signs a sealed run: lays an in-toto attestation in a DSSE envelope beside its manifest.",
      "A run that was changed since it was sealed, or cut off, is not signed."
    },
    sortOptions = false,
    footer = {
      "",
      "Keys:",
      "  FILE.pem               PKCS#8 (Ed25519, EC, RSA), with certificate or public key in it",
      "  FILE.p12               PKCS#12",
      "  pkcs11:FILE[#ALIAS]    a hardware module, by a configuration of Java's SunPKCS11",
      "",
      "Examples:",
      "  rig report sign reports/runs/RUN --key lab.pem --cert lab-chain.pem",
      "  rig report sign RUN --key lab.p12 --password-file pin --tsa http://tsa.example/",
      "",
      "Exit codes: 0 signed, 2 not."
    })
final class SignCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of a run.")
  private Path folder = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description = "Who signs; see below.")
  private String key = "";

  @Mixin private SigningOptions signing = new SigningOptions();

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "Also has the signature stamped by this time stamp authority (RFC 3161).")
  private @Nullable URI authority;

  private final RigCommand rig;

  SignCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    SigningKey opened = signing.open(key);
    rig.console().line(sign(folder, opened, authority));
    return ExitCode.PASSED.number();
  }

  /** Signs a run, and says by which key. */
  static String sign(Path folder, SigningKey key, @Nullable URI authority) {
    try {
      RunSigning.sign(folder, key);
      if (authority != null) {
        TimeStampAuthority.stamp(folder, authority);
      }
      return folder + ": signed by key " + key.id() + (authority == null ? "" : ", and stamped");
    } catch (AttestException | IOException e) {
      throw SigningOptions.wrong("sign", String.valueOf(e.getMessage()));
    }
  }
}
