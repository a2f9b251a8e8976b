// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command's header as manuals write it: {@code [SOURce:]VOLTage[:LEVel][:IMMediate]}. Capital
 * letters are the short form, all letters the long one, nothing between counts (SCPI-1999 volume 1,
 * 6.2.1). Nodes in brackets may be left out (6.2.2). A 1 behind a node may be said (6.2.5.2).
 */
final class HeaderPattern {
  private static final Pattern NODE = Pattern.compile("\\[?:?([*A-Za-z]+):?\\]?");

  private final List<Node> nodes = new ArrayList<>();
  private final boolean query;

  private record Node(String shortForm, String longForm, boolean optional) {
    boolean is(String word) {
      String name = word.endsWith("1") ? word.substring(0, word.length() - 1) : word;
      return name.equals(shortForm) || name.equals(longForm);
    }
  }

  /**
   * @param written with {@code ?} at its end for a query
   */
  HeaderPattern(String written) {
    this.query = written.endsWith("?");
    String header = query ? written.substring(0, written.length() - 1) : written;
    Matcher matcher = NODE.matcher(header);
    while (matcher.find()) {
      String name = matcher.group(1);
      nodes.add(
          new Node(
              name.replaceAll("[a-z]", ""),
              name.toUpperCase(Locale.ROOT),
              matcher.group().startsWith("[")));
    }
  }

  /**
   * Whether a header means this command.
   *
   * @param words its nodes in capital letters, from the root
   */
  boolean matches(List<String> words, boolean asked) {
    return asked == query && matches(words, 0, 0);
  }

  private boolean matches(List<String> words, int word, int node) {
    if (node == nodes.size()) {
      return word == words.size();
    }
    Node wanted = nodes.get(node);
    boolean said = word < words.size() && wanted.is(words.get(word));
    return (said && matches(words, word + 1, node + 1))
        || (wanted.optional && matches(words, word, node + 1));
  }
}
