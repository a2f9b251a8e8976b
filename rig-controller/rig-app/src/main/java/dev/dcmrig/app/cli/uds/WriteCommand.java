// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig uds write}. */
@Command(
    name = "write",
    description = "Writes a value of an ECU, in its extended session, and reads it back.",
    footer = {
      "",
      "Examples:",
      "  rig uds write can0 body F198 WORKSHOP-7",
      "  rig uds write can0 body F198 --hex '57 4F 52 4B 53 48 4F 50 2D 37'"
    })
public final class WriteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Car car = new Car();

  @Parameters(
      index = "1",
      paramLabel = "ECU",
      description = "As the vehicle file calls it.",
      completionCandidates = Car.Names.class)
  private String ecu = "";

  @Parameters(index = "2", paramLabel = "DATA", description = "A name or four hexadecimal digits.")
  private String word = "";

  @Parameters(index = "3", paramLabel = "VALUE", description = "Letters; bytes with --hex.")
  private String value = "";

  @Option(names = "--hex", description = "VALUE is pairs of hexadecimal digits.")
  private boolean hex;

  private final Console console;

  public WriteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CarDiagnostics.Ecu asked = car.ecu(ecu);
    int did = Shown.identifier(asked, word);
    byte[] bytes = bytes();
    Optional<EcuFile.Data> known = Shown.data(asked, did);
    known.ifPresent(data -> check(data, bytes.length));
    return Dialog.run(
        console,
        car,
        ecu,
        dialog -> write(dialog, did, bytes, known.map(EcuFile.Data::writeLevel)));
  }

  private byte[] bytes() {
    if (!hex) {
      return value.getBytes(StandardCharsets.US_ASCII);
    }
    try {
      return HexFormat.of().parseHex(value.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + value + "' are no pairs of hexadecimal digits");
    }
  }

  private void check(EcuFile.Data data, int length) {
    if (data.writableIn().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), data.name() + " of " + ecu + " can't be written, says its file");
    }
    if (length != data.value().length) {
      throw new ParameterException(
          spec.commandLine(),
          data.name() + " has " + data.value().length + " bytes, and VALUE has " + length);
    }
  }

  private void write(Dialog dialog, int did, byte[] bytes, Optional<Integer> level) {
    dialog.enter(EcuDescription.EXTENDED_SESSION);
    dialog.unlock(level.orElse(EcuDescription.NO_LEVEL));
    dialog.need("being written to", new Request.WriteData(did, bytes));
    byte[] back = dialog.need("being read back", new Request.ReadData(List.of(did)));
    byte[] stored = Arrays.copyOfRange(back, Math.min(2, back.length), back.length);
    if (!Arrays.equals(stored, bytes)) {
      throw dialog.fail(
          ecu + " has taken the value, and has '" + Shown.value(stored) + "' instead of it");
    }
    console.line(String.format("%04X is %s now", did, Shown.value(stored)));
  }
}
