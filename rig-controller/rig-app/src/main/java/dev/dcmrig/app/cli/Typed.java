// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as it was typed. */
final class Typed {
  private Typed() {}

  static String words(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    words.add(spec.root().name());
    for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
      words.add(quoted(word));
    }
    return String.join(" ", words);
  }

  /** What a shell would take apart stands in quotes. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
