// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.console;

import dev.dcmrig.evidence.Verdict;
import java.io.PrintStream;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Where the rig talks to its user: coloured on a terminal, plain in a pipe. Any thread. */
public final class Console {
  /** Control (Cc), format (Cf), surrogate and line-separating characters. */
  private static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n\\t]]";

  private static final Pattern CONTROL = Pattern.compile(UNSEEN);
  private static final Pattern CONTROL_BUT_COLOUR =
      Pattern.compile("(?!\u001B\\[[0-9;]{0,12}m)" + UNSEEN);
  private static final String SHOWN = "?";

  private final PrintStream out;
  private final PrintStream err;
  private final Ansi ansi;

  /** Columns of a line that is overwritten; a longer one would wrap, and stay. */
  private static final int STATUS_COLUMNS = 78;

  /** Back to the line's begin, and clear it. */
  private static final String CLEAR = "\r\u001B[K";

  private boolean statusShown;

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

  /** A line; of control characters only colours of {@link #faint} and its like come through. */
  public synchronized void line(String text) {
    clearStatus();
    out.println(
        ansi.enabled() ? CONTROL_BUT_COLOUR.matcher(text).replaceAll(SHOWN) : visible(text));
  }

  /**
   * What goes on now, on a line that the next one takes the place of; nothing but on a terminal.
   */
  public synchronized void status(String text) {
    if (!ansi.enabled()) {
      return;
    }
    String plain = visible(text).replaceAll("[\n\t]", " ");
    int[] codes = plain.codePoints().limit(STATUS_COLUMNS).toArray();
    out.print(CLEAR + Style.faint.on() + new String(codes, 0, codes.length) + Style.reset.on());
    out.flush();
    statusShown = true;
  }

  private void clearStatus() {
    if (statusShown) {
      out.print(CLEAR);
      out.flush();
      statusShown = false;
    }
  }

  /**
   * A text that somebody else wrote, for a terminal: what a terminal would obey, or what would turn
   * the direction of writing, becomes a question mark. Line ends and tabs stay.
   */
  public static String visible(String text) {
    return CONTROL.matcher(text).replaceAll(SHOWN);
  }

  /** What is wrong and what to do about it. */
  public synchronized void problem(String text) {
    clearStatus();
    err.println(styled(text, Style.fg_red));
  }

  /** A verdict as a word; in capitals unless it is good, so that a plain log shows it, too. */
  public String word(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> styled(verdict.word(), Style.fg_green);
      case FAILED -> styled(loud(verdict), Style.fg_red, Style.bold);
      case INCONCLUSIVE, ERROR, FLAKY -> styled(loud(verdict), Style.fg_yellow, Style.bold);
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
    String plain = visible(text);
    return ansi.enabled() ? Style.on(styles) + plain + Style.reset.on() : plain;
  }
}
