// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.Response;
import dev.dcmrig.uds.Service;
import dev.dcmrig.uds.UdsAnswer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig uds dtc}. */
@Command(
    name = "dtc",
    description = "Lists the trouble codes that an ECU has stored, or clears them.",
    footer = {
      "",
      "Examples:",
      "  rig uds dtc can0 dcm",
      "  rig uds dtc can0 dcm --all      those, too, that are not stored",
      "  rig uds dtc can0 dcm --clear"
    })
public final class DtcCommand implements Callable<Integer> {
  private static final int STORED = 0x09;

  @Mixin private Car car = new Car();

  @Parameters(
      index = "1",
      paramLabel = "ECU",
      description = "As the vehicle file calls it.",
      completionCandidates = Car.Names.class)
  private String ecu = "";

  @Option(names = "--all", description = "All codes that the ECU knows.")
  private boolean all;

  @Option(names = "--clear", description = "Clears them, and lists what is left.")
  private boolean clear;

  private final Console console;

  public DtcCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Dialog.run(console, car, ecu, this::list);
  }

  private void list(Dialog dialog) {
    if (clear) {
      dialog.need("clearing", new Request.ClearDtc(Request.ClearDtc.ALL));
      console.line("cleared");
    }
    Request request = all ? new Request.ReadSupportedDtcs() : new Request.ReadDtcs(STORED);
    byte[] data = dialog.need("reading trouble codes", request);
    List<Response.DtcStatus> codes = codes(dialog, data);
    if (codes.isEmpty()) {
      console.line("no trouble code is stored in " + ecu);
    }
    for (Response.DtcStatus dtc : codes) {
      show(dialog, dtc);
    }
  }

  private static List<Response.DtcStatus> codes(Dialog dialog, byte[] data) {
    try {
      Response read = dialog.read(new UdsAnswer.Positive(Service.READ_DTC_INFORMATION, data));
      if (read instanceof Response.DtcList list) {
        return list.dtcs();
      }
    } catch (IllegalArgumentException e) {
      throw dialog.fail(dialog.ecu().name() + " answers what can't be read: " + e.getMessage());
    }
    throw dialog.fail(dialog.ecu().name() + " answers something else than a list");
  }

  private void show(Dialog dialog, Response.DtcStatus dtc) {
    String name =
        dialog.description().dtcs().stream()
            .filter(known -> known.code() == dtc.code())
            .map(EcuDescription.Dtc::name)
            .findFirst()
            .orElse("not in its file");
    console.line(
        String.format(
            "%s  0x%06X  %s: %s",
            Shown.code(dtc.code()), dtc.code(), name, Shown.status(dtc.status())));
    if ((dtc.status() & STORED) != 0) {
      detail(dialog, "times it has come", new Request.ReadExtendedData(dtc.code(), 0xFF));
      detail(dialog, "when it came", new Request.ReadSnapshot(dtc.code(), 0xFF));
    }
  }

  /** An ECU may do without. */
  private void detail(Dialog dialog, String what, Request request) {
    UdsAnswer answer = dialog.ask(request);
    // Sub-function, code, status; then the record's number.
    if (answer instanceof UdsAnswer.Positive positive && positive.data().length > 6) {
      byte[] record = Arrays.copyOfRange(positive.data(), 6, positive.data().length);
      console.line(
          "          "
              + what
              + ": "
              + (record.length == 1
                  ? Integer.toString(record[0] & 0xFF)
                  : HexFormat.ofDelimiter(" ").withUpperCase().formatHex(record)));
    }
  }
}
