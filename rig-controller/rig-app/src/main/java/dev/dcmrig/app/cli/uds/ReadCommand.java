// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rig uds read}. */
@Command(
    name = "read",
    description = "Reads data of an ECU: identification, versions, values.",
    footer = {
      "",
      "Examples:",
      "  rig uds read can0 dcm",
      "  rig uds read can0 dcm VIN 0xF189 F1EF",
      "",
      "Exit code 3 when the ECU does not answer, or refuses one of them."
    })
public final class ReadCommand implements Callable<Integer> {

  private static final Set<EcuFile.Origin> OF_UPTANE =
      Set.of(EcuFile.Origin.TIME_NONCE, EcuFile.Origin.VERSION_REPORT);

  @Mixin private Car car = new Car();

  @Parameters(
      index = "1",
      paramLabel = "ECU",
      description = "As the vehicle file calls it.",
      completionCandidates = Car.Names.class)
  private String ecu = "";

  @Parameters(
      index = "2..*",
      paramLabel = "DATA",
      description =
          "Names or four hexadecimal digits; all of its file that can be read without one.")
  private List<String> words = List.of();

  private final Console console;

  public ReadCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CarDiagnostics.Ecu asked = car.ecu(ecu);
    List<Integer> identifiers =
        words.isEmpty()
            ? asked.file().data().stream()
                .filter(ReadCommand::isReadable)
                .map(EcuFile.Data::number)
                .toList()
            : words.stream().map(word -> Shown.identifier(asked, word)).toList();
    return Dialog.run(console, car, ecu, dialog -> read(dialog, identifiers));
  }

  private void read(Dialog dialog, List<Integer> identifiers) {
    boolean refused = false;
    for (int did : identifiers) {
      UdsAnswer answer = dialog.ask(new Request.ReadData(List.of(did)));
      String name = Shown.data(dialog.ecu(), did).map(EcuFile.Data::name).orElse("");
      if (answer instanceof UdsAnswer.Positive positive && positive.data().length > 2) {
        byte[] data = positive.data();
        line(did, name, Shown.value(Arrays.copyOfRange(data, 2, data.length)));
      } else if (words.isEmpty() && isWithoutKeys(dialog, did, answer)) {
        line(did, name, "not there: the ECU has no keys of Uptane");
      } else {
        refused = true;
        line(did, name, "refused: " + Dialog.refusal(answer));
      }
    }
    if (refused) {
      throw dialog.fail(dialog.ecu().name() + " refused some of it");
    }
  }

  /** What is only ever written has no value. */
  private static boolean isReadable(EcuFile.Data data) {
    return data.from().isPresent() || data.text().isPresent() || data.hex().isPresent();
  }

  /** What an ECU has only where a bench has given it keys (docs/DCM-INTERFACE.md, 1.3). */
  private static boolean isWithoutKeys(Dialog dialog, int did, UdsAnswer answer) {
    return answer instanceof UdsAnswer.Negative negative
        && negative.code() == Nrc.REQUEST_OUT_OF_RANGE.code()
        && Shown.data(dialog.ecu(), did)
            .flatMap(EcuFile.Data::from)
            .filter(OF_UPTANE::contains)
            .isPresent();
  }

  private void line(int did, String name, String value) {
    console.line(String.format("%04X  %-45s %s", did, name, value));
  }
}
