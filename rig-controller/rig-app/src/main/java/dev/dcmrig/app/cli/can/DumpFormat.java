// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.CandumpLog;
import dev.dcmrig.can.candump.FrameText;
import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.SignalText;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a frame into a line as {@code candump} does, with what its options ask for. */
final class DumpFormat {
  private static final String[] COLOURS = {
    "\33[1m\33[34m", "\33[1m\33[31m", "\33[1m\33[32m", "\33[1m\33[35m", "\33[1m\33[36m"
  };
  private static final String PLAIN = "\33[0m";

  /**
   * What the options ask for.
   *
   * @param log lines of a log instead (-L)
   * @param colour 0 none, 1 the interface, 2 and more the whole line (-c)
   * @param view bytes as characters, too (-a), data length codes (-8)
   * @param extra who sent it, and the bits of FD (-x)
   * @param errorWords explains error frames; null: doesn't (-e)
   * @param dbc decodes; null: doesn't
   */
  record Options(
      boolean log,
      int colour,
      FrameText.View view,
      boolean extra,
      @Nullable Function<Frame, String> errorWords,
      @Nullable Dbc dbc) {}

  private final Options options;
  private final TimeStamps stamps;
  private boolean indented;

  DumpFormat(Options options, TimeStamps stamps) {
    this.options = options;
    this.stamps = stamps;
  }

  /** One interface of this dump. */
  record Channel(int number, String name, String padded) {}

  /**
   * Adds the line of a frame, and those that explain it.
   *
   * @param local whether this machine sent it
   */
  void append(StringBuilder text, Channel channel, long epochMicros, Frame frame, boolean local) {
    if (options.log) {
      CandumpLog.append(text, epochMicros, channel.name, frame);
      return;
    }
    String colour = COLOURS[channel.number % COLOURS.length];
    text.append(' ');
    stamps.append(text, epochMicros);
    text.append(' ').append(options.colour > 0 ? colour : "").append(channel.padded);
    if (options.extra) {
      text.append(local ? "  TX " : "  RX ");
      text.append(frame.isBrs() ? "B " : "- ").append(frame.isEsi() ? 'E' : '-');
    }
    text.append(options.colour == 1 ? PLAIN : "").append("  ");
    indented |= frame.isExtended();
    FrameText.appendConsole(text, frame, options.view, indented);
    Dbc dbc = options.dbc;
    if (dbc != null) {
      int end = text.length();
      text.append("  :: ");
      if (!SignalText.append(text, dbc, frame)) {
        text.setLength(end);
      }
    }
    text.append(options.colour > 1 ? PLAIN : "").append('\n');
    Function<Frame, String> words = options.errorWords;
    if (words != null && frame.isError()) {
      text.append('\t').append(words.apply(frame)).append('\n');
    }
  }
}
