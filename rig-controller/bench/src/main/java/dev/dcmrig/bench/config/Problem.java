// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param file as the user knows it
 * @param line from 1; 0 when the whole file is meant
 * @param what what is wrong, with the actual value
 * @param remedy what to do about it; empty when {@code what} says it
 */
public record Problem(String file, int line, String what, String remedy) {

  /** Letters of one text that are shown; what a file holds may be longer than a screen. */
  private static final int SHOWN_LENGTH = 400;

  public Problem {
    file = Printable.of(file, SHOWN_LENGTH);
    what = Printable.of(what, SHOWN_LENGTH);
    remedy = Printable.of(remedy, SHOWN_LENGTH);
  }

  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + what
        + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
