// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

/**
 * Topic filters of MQTT 3.1.1, 4.7: levels between slashes, {@code +} for one level, {@code #} for
 * all that follow.
 */
final class TopicFilter {
  private TopicFilter() {}

  /** Whether a wildcard stands alone in its level, and {@code #} last. */
  static boolean isValid(String filter) {
    if (filter.isEmpty()) {
      return false;
    }
    String[] levels = filter.split("/", -1);
    for (int index = 0; index < levels.length; index++) {
      String level = levels[index];
      boolean many = level.contains("#");
      if ((many || level.contains("+")) && level.length() > 1) {
        return false;
      }
      if (many && index + 1 < levels.length) {
        return false;
      }
    }
    return true;
  }

  static boolean matches(String filter, String topic) {
    String[] levels = filter.split("/", -1);
    String[] names = topic.split("/", -1);
    for (int index = 0; index < levels.length; index++) {
      if (levels[index].equals("#")) {
        return true;
      }
      if (index >= names.length
          || (!levels[index].equals("+") && !levels[index].equals(names[index]))) {
        // "a/#" is about "a", too (4.7.1.2).
        return false;
      }
    }
    return names.length == levels.length;
  }
}
