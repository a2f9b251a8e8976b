// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import java.util.List;
import java.util.stream.Collectors;

/** Lists of names in messages, cut where they would be too long to help. */
final class Names {
  private static final int MOST = 20;

  private Names() {}

  static String list(List<?> named) {
    String names =
        named.stream().limit(MOST).map(String::valueOf).collect(Collectors.joining(", "));
    return named.size() > MOST ? names + ", and " + (named.size() - MOST) + " more" : names;
  }
}
