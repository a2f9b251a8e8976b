// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.attest.AttestException;
import dev.dcmrig.attest.Attestation;
import dev.dcmrig.attest.SignatureCheck;
import dev.dcmrig.attest.Trust;
import dev.dcmrig.evidence.Pack;
import dev.dcmrig.evidence.PackVerifier;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.sim.WallClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig report verify}. */
@Command(
    name = "verify",
    description = {
      "Checks that nothing of a run was changed since it was recorded, and who signed it. Needs",
      "nothing but the folder and whom you trust. Names every file and every record that is wrong.",
      "'rig verify' takes longer: it computes verdicts, digests and reports anew."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  rig report verify RUN                                    chains and manifest",
      "  rig report verify RUN --trust lab-ca.pem --crl lab.crl   and who signed it",
      "",
      "Exit codes: 0 all is as it was recorded, and signed by whom you trust (if you say whom);",
      "1 something is wrong; 2 that is no run folder, or one of a form that this rig does not"
          + " read;",
      "3 the run was cut off: what there is, is as it was recorded."
    })
final class PackVerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of a run.")
  private Path folder = Path.of("");

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "Certificates of authorities or signers, or public keys (PEM). Repeatable.")
  private List<Path> trusted = new ArrayList<>();

  @Option(
      names = "--crl",
      paramLabel = "FILE",
      description = "Lists of revoked certificates (PEM or DER); then each needs one. Repeatable.")
  private List<Path> lists = new ArrayList<>();

  @Option(
      names = "--tsa-trust",
      paramLabel = "FILE",
      description = "Certificates of time stamp authorities (PEM). Repeatable.")
  private List<Path> stampTrusted = new ArrayList<>();

  private final RigCommand rig;

  PackVerifyCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    Console console = rig.console();
    if (trusted.isEmpty() && !lists.isEmpty()) {
      throw SigningOptions.wrong("--crl", "says nothing without --trust; name whom you trust");
    }
    Pack pack;
    Attestation attestation;
    try {
      Trust trust = Trust.of(trusted, lists);
      Trust stampTrust = Trust.of(stampTrusted, List.of());
      pack = PackVerifier.verify(folder);
      attestation =
          pack.isSealed()
              ? SignatureCheck.check(folder, trust, stampTrust, now())
              : new Attestation(List.of(), List.of(), false);
    } catch (RunFolderException | AttestException e) {
      throw SigningOptions.wrong("verify", String.valueOf(e.getMessage()));
    }
    if (!pack.seal().isEmpty()) {
      console.line("seal: " + pack.seal() + " (SHA-256 of manifest.json)");
    }
    console.line(pack.records() + " chained records, " + pack.bytes() + " bytes, run " + pack.id());
    attestation.said().forEach(console::line);
    List<String> problems = new ArrayList<>(pack.problems());
    problems.addAll(attestation.problems());
    problems.forEach(problem -> console.problem(folder + ": " + problem));
    if (!problems.isEmpty()) {
      return ExitCode.FAILED.number();
    }
    if (!pack.isSealed()) {
      console.problem(
          folder
              + ": incomplete: the run was cut off, "
              + pack.concluded()
              + " of "
              + pack.planned()
              + " scenarios have a verdict; up to the cut all is as it was recorded, "
              + pack.unchained()
              + " bytes behind it have no link");
      return ExitCode.BENCH_BROKE.number();
    }
    console.line(
        folder
            + ": as it was recorded"
            + (attestation.isTrusted()
                ? ", and signed by whom you trust"
                : "; who made it only a signature with --trust says"));
    return ExitCode.PASSED.number();
  }

  @WallClock("certificates hold at a time of the world's calendar")
  private static Instant now() {
    return Instant.now();
  }
}
