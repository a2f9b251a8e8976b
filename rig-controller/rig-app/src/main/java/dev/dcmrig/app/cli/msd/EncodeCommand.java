// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.msd;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.msd.MsdException;
import dev.dcmrig.ecall.msd.MsdFault;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig msd encode}. */
@Command(
    name = "encode",
    description = "Makes a minimum set of data from JSON or YAML and prints it as hexadecimal.",
    footer = {
      "",
      "Keys (those in brackets may be left out):",
      "  [version] 1, 2 (default) or 3        messageIdentifier 0 to 255",
      "  automaticActivation, positionCanBeTrusted, [testCall]   true or false",
      "  vehicleType 1 to 23, or M1 ... other  vin  17 characters",
      "  [propulsion] a list: gasolineTankPresent ...   timestamp  seconds, or"
          + " 2026-06-01T08:00:00Z",
      "  [latitudeMas], [longitudeMas]        milliarcseconds, or latitude, longitude in degrees",
      "  [direction] 0 to 179 steps of 2 degrees, or 255",
      "  [recentVehicleLocationN1], [...N2]   [latitude, longitude] in 100 milliarcseconds",
      "  [numberOfPassengers] or [numberOfOccupants]  0 to 255",
      "  [additionalData]                     {relativeOid: 1.4.2, hex: DEAD}",
      "",
      "Example:",
      "  rig msd decode --json 02251C... | rig msd encode -"
    })
public final class EncodeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "A JSON or YAML file, or - for standard input.")
  private String file = "";

  @Option(
      names = "--out-of-range",
      description = "Also encodes values that the standard does not allow, to try a receiver.")
  private boolean outOfRange;

  private final Console console;

  public EncodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String shown = MsdInput.shown(file);
    Msd msd = MsdDocument.read(MsdInput.text(file), shown);
    byte[] bytes;
    try {
      bytes = MsdCodec.encode(msd);
    } catch (IllegalArgumentException e) {
      throw MsdInput.wrong(shown, String.valueOf(e.getMessage()), "change the value or 'version'");
    }
    List<MsdFault> faults = faults(bytes);
    if (!faults.isEmpty() && !outOfRange) {
      MsdFault first = faults.get(0);
      throw MsdInput.wrong(
          shown,
          first.field() + ": " + first.what(),
          "correct it, or give --out-of-range to encode it all the same");
    }
    console.line(HexFormat.of().withUpperCase().formatHex(bytes));
    return ExitCode.PASSED.number();
  }

  private static List<MsdFault> faults(byte[] bytes) {
    try {
      return MsdCodec.read(bytes).faults();
    } catch (MsdException e) {
      throw new IllegalStateException("the own encoding can't be decoded", e);
    }
  }
}
