// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.dbc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.DbcFinding;
import dev.dcmrig.can.dbc.DbcReading;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.dbc.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig dbc info}. */
@Command(
    name = "info",
    description = "Shows what a DBC file says, and what of it is unsound.",
    footer = {
      "",
      "What is unsound is listed with its line: 'left out' is not in the result, 'taken' is, as"
          + " the",
      "line says. A vehicle file of the rig must have no such line: 'rig check' refuses it.",
      "",
      "Examples:",
      "  rig dbc info car.dbc             messages, signals, nodes, and what was left out",
      "  rig dbc info car.dbc --json      for programs",
      "",
      "Exit codes: 0 something was read, 2 it is no DBC file."
    })
public final class DbcInfoCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "A DBC file.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints JSON, for programs.")
  private boolean json;

  private final Console console;

  public DbcInfoCommand(Console console) {
    this.console = console;
  }

  private record SignalRow(
      String name,
      int startBit,
      int length,
      String byteOrder,
      boolean signed,
      String type,
      String factor,
      String offset,
      String unit,
      @Nullable String selector,
      int words) {}

  private record MessageRow(
      String id,
      boolean extended,
      String name,
      int length,
      String sender,
      int cycleTimeMillis,
      List<SignalRow> signals) {}

  private record FindingRow(int line, String kind, String what) {}

  private record Row(
      String file,
      String version,
      List<String> nodes,
      List<MessageRow> messages,
      List<FindingRow> findings,
      long findingCount) {}

  @Override
  public Integer call() throws IOException {
    DbcReading reading = DbcFiles.read(file);
    if (json) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      console.line(mapper.writeValueAsString(row(reading)));
    } else {
      print(reading);
    }
    return ExitCode.PASSED.number();
  }

  private Row row(DbcReading reading) {
    Dbc dbc = reading.dbc();
    return new Row(
        file.toString(),
        dbc.version(),
        dbc.nodes(),
        dbc.messages().stream().map(DbcInfoCommand::row).toList(),
        reading.findings().stream()
            .map(each -> new FindingRow(each.line(), kind(each), each.what()))
            .toList(),
        reading.findingCount());
  }

  private static MessageRow row(Message message) {
    return new MessageRow(
        id(message),
        message.isExtended(),
        message.name(),
        message.length(),
        message.sender(),
        message.cycleTimeMillis(),
        message.signals().stream().map(DbcInfoCommand::row).toList());
  }

  private static SignalRow row(Signal signal) {
    Signal selector = signal.selector();
    return new SignalRow(
        signal.name(),
        signal.startBit(),
        signal.length(),
        signal.isBigEndian() ? "motorola" : "intel",
        signal.isSigned(),
        signal.type().name().toLowerCase(Locale.ROOT),
        signal.exactFactor().toString(),
        signal.exactOffset().toString(),
        signal.unit(),
        selector == null ? null : selector.name(),
        signal.words().size());
  }

  /** As candump writes identifiers: three digits for 11 bits, eight for 29. */
  private static String id(Message message) {
    return String.format(Locale.ROOT, message.isExtended() ? "%08X" : "%03X", message.id());
  }

  private static String kind(DbcFinding finding) {
    return finding.kind() == DbcFinding.Kind.LEFT_OUT ? "left out" : "taken";
  }

  private void print(DbcReading reading) {
    Dbc dbc = reading.dbc();
    long signals = dbc.messages().stream().mapToLong(each -> each.signals().size()).sum();
    console.line(
        file
            + ": "
            + DbcFiles.count(dbc.messages().size(), "message")
            + ", "
            + DbcFiles.count(signals, "signal")
            + ", "
            + DbcFiles.count(dbc.nodes().size(), "node")
            + (dbc.version().isBlank() ? "" : ", version " + dbc.version()));
    for (Message message : dbc.messages()) {
      int cycle = message.cycleTimeMillis();
      console.line(
          String.format(
              Locale.ROOT,
              "  %8s  [%2d]  %s: %s%s, from %s",
              id(message),
              message.length(),
              message.name(),
              DbcFiles.count(message.signals().size(), "signal"),
              cycle == 0 ? "" : ", every " + cycle + " ms",
              message.sender()));
    }
    if (reading.findingCount() == 0) {
      console.line("nothing was left out");
      return;
    }
    console.line(DbcFiles.summary(reading) + ":");
    for (DbcFinding finding : reading.findings()) {
      console.line(file + ":" + finding.line() + ": " + kind(finding) + ": " + finding.what());
    }
  }
}
