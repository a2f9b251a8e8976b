// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.can.emulated.BitRates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rig can load}. */
@Command(
    name = "load",
    description = {
      "Shows each second how busy buses are, and with which identifiers, as canbusload does.",
      "Bits are counted exactly, with stuff bits and the intermission; what a controller repeats"
          + " or",
      "destroys is not seen."
    },
    footer = {
      "",
      "A line has the bus, its frames, bits and bits of data, the load, frames a second.",
      "",
      "Examples:",
      "  rig can load can0@500000",
      "  rig can load can0@500k,2M can1@125k -t -b -r --top 5",
      "  rig can load --bitrate 500k can0 can1",
      "",
      "Ctrl-C ends it, with exit code 0, as it ends canbusload."
    })
public final class LoadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..16",
      paramLabel = "BUS[@BITRATE[,DATARATE]]",
      description = "socketcan:can0 or can0, and its bit rate.")
  private List<String> buses = List.of();

  @Option(
      names = "--bitrate",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "Bit rate of buses that have none of their own, as 500k.")
  private @Nullable Integer bitRate;

  @Option(
      names = "--dbitrate",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "Bit rate of the data phase of FD frames; default 2M.")
  private @Nullable Integer dataBitRate;

  @Option(names = "-t", description = "Shows the time on the first line.")
  private boolean time;

  @Option(names = "-b", description = "Shows a bar, a mark for each 5 percent.")
  private boolean bar;

  @Option(names = "-r", description = "Draws over what was there, as top does, on a terminal.")
  private boolean redraw;

  @Option(
      names = {"-c", "-e"},
      description = "Always so: colours on a terminal, exact bits; canbusload has to be told.")
  @SuppressWarnings("UnusedVariable") // Taken so that canbusload's command lines work.
  private boolean[] asCanbusload = {};

  @Option(
      names = "--top",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many identifiers to show; default 10.")
  private int top;

  @Option(names = "-n", paramLabel = "COUNT", description = "Ends after so many seconds.")
  private long count;

  private final Console console;

  public LoadCommand(Console console) {
    this.console = console;
  }

  /** A bus and how fast it is. */
  record Source(BusAddress address, BitRates rates) {}

  @Override
  public Integer call() {
    if (top < 0 || count < 0) {
      throw new ParameterException(spec.commandLine(), "--top and -n take a number of 0 or more");
    }
    List<Source> sources = new ArrayList<>();
    for (String bus : buses) {
      sources.add(source(bus));
    }
    try (CanSession session = new CanSession(console, CanSession.CtrlC.ENDS)) {
      return new Load(session, new Load.Options(time, bar, redraw, top, count))
          .run(sources)
          .number();
    }
  }

  private Source source(String text) {
    int at = text.indexOf('@');
    BusAddress address = BusAddress.parse(at < 0 ? text : text.substring(0, at));
    if (address.isPrivate()) {
      throw new ConfigurationException(
          new Problem(
              address.toString(),
              0,
              "is a bus in this process only, and nobody else is on it: its load is nothing",
              "name an interface, as can0@500000"));
    }
    String[] own = (at < 0 ? "" : text.substring(at + 1)).split(",", -1);
    try {
      Integer nominal = own[0].isEmpty() ? bitRate : new RateConverter().convert(own[0]);
      Integer data = own.length > 1 ? new RateConverter().convert(own[1]) : dataBitRate;
      if (nominal == null) {
        throw wrong(
            address + ": the bit rate is missing: write " + text + "@500000, or --bitrate 500k");
      }
      int usual = Math.max(nominal, BitRates.DEFAULT.dataBitsPerSecond());
      return new Source(address, new BitRates(nominal, data == null ? usual : data));
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw wrong(address + ": " + e.getMessage());
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
