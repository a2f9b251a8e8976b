// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.msd;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.ecall.msd.DecodedMsd;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.msd.MsdException;
import dev.dcmrig.ecall.msd.MsdFault;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig msd decode}. */
@Command(
    name = "decode",
    description = "Shows a minimum set of data field by field, with its bits.",
    footer = {
      "",
      "HEX may have blanks, commas, colons and 0x; FILE holds it in the same form, or binary.",
      "A value out of its range is shown and said. What can't be decoded is shown up to where",
      "decoding stopped, with exit code 2.",
      "",
      "Examples:",
      "  rig msd decode"
          + " 02251C0680E30A51439E2955D43800800437F80A3105669023F8A71166932185B004150043C040",
      "  rig msd decode call.msd",
      "  xxd -p call.msd | rig msd decode -"
    })
public final class DecodeCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "HEX|FILE",
      description = "Hexadecimal, a file, or - for standard input.")
  private List<String> input = List.of();

  @Option(names = "--json", description = "Prints the values as JSON, which 'encode' reads.")
  private boolean json;

  private final Console console;

  public DecodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    byte[] bytes = MsdInput.message(input);
    try {
      DecodedMsd read = MsdCodec.read(bytes);
      if (json) {
        console.line(MsdDocument.write(read.msd()));
        read.faults().forEach(fault -> console.problem("fault: " + fault));
      } else {
        show(bytes, read);
      }
      return ExitCode.PASSED.number();
    } catch (MsdException e) {
      if (!json && !e.fields().isEmpty()) {
        MsdTable.draw(bytes, e.fields()).forEach(console::line);
      }
      console.problem("decoding stopped: " + e.getMessage());
      console.problem("Check that no byte is missing or changed: " + bytes.length + " were given.");
      return ExitCode.USAGE.number();
    }
  }

  private void show(byte[] bytes, DecodedMsd read) {
    MsdTable.draw(bytes, read.fields()).forEach(console::line);
    console.line("");
    console.line(
        "version "
            + read.msd().version().number()
            + ", VIN "
            + read.msd().vin()
            + ", "
            + bytes.length
            + " bytes; "
            + (read.faults().isEmpty() ? "nothing is out of range" : "faults of the sender:"));
    for (MsdFault fault : read.faults()) {
      console.line("  " + fault);
    }
  }
}
