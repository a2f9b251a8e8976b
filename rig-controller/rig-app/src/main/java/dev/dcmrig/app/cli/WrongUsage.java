// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.bench.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what to write. */
final class WrongUsage {

  /** What picocli says of a word that should be a number. */
  private static final Pattern NO_NUMBER =
      Pattern.compile("(?s)Invalid value for (.*): '(.*)' is not an? (int|long|double)");

  private WrongUsage() {}

  static String sentence(ParameterException wrong) {
    String said = String.valueOf(wrong.getMessage());
    Matcher number = NO_NUMBER.matcher(said);
    if (!number.matches()) {
      return said;
    }
    return number.group(1)
        + ": '"
        + number.group(2)
        + "' "
        + switch (number.group(3)) {
          case "int" -> "is no whole number up to " + Integer.MAX_VALUE + "; write for instance 7";
          case "long" -> "is no whole number up to " + Long.MAX_VALUE + "; write for instance 7";
          default -> "is no number; write for instance 0.5";
        };
  }

  /** The command or option that an unknown word may have meant. */
  static Optional<String> near(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    String word = unmatched.getUnmatched().get(0);
    CommandLine command = wrong.getCommandLine();
    List<String> known = new ArrayList<>();
    if (word.startsWith("-")) {
      command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
      return Nearest.to(word.split("=", 2)[0], known);
    }
    known.addAll(command.getSubcommands().keySet());
    return Nearest.to(word, known);
  }
}
