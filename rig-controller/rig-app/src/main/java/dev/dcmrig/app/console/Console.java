// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.console;

import dev.dcmrig.evidence.Verdict;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Where the rig talks to its user: coloured on a terminal, plain in a pipe. Any thread. */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final Ansi ansi;

  public Console(PrintStream out, PrintStream err, Ansi ansi) {
    this.out = out;
    this.err = err;
    this.ansi = ansi;
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public Ansi ansi() {
    return ansi;
  }

  public void line(String text) {
    out.println(text);
  }

  /** What is wrong and what to do about it. */
  public void problem(String text) {
    err.println(styled(text, Style.fg_red));
  }

  /** A verdict as a word; in capitals unless it is good, so that a plain log shows it, too. */
  public String word(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> styled(verdict.word(), Style.fg_green);
      case FAILED -> styled(loud(verdict), Style.fg_red, Style.bold);
      case INCONCLUSIVE, ERROR -> styled(loud(verdict), Style.fg_yellow, Style.bold);
      case NOT_VERIFIED -> styled(verdict.word(), Style.faint);
    };
  }

  public String faint(String text) {
    return styled(text, Style.faint);
  }

  public String strong(String text) {
    return styled(text, Style.bold);
  }

  private static String loud(Verdict verdict) {
    return verdict.word().toUpperCase(Locale.ROOT);
  }

  private String styled(String text, IStyle... styles) {
    return ansi.enabled() ? Style.on(styles) + text + Style.reset.on() : text;
  }
}
