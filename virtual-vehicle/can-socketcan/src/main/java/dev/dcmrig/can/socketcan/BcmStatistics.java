// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel shows of a broadcast manager's socket in {@code /proc/net/can-bcm/INODE}: a line
 * for each task, FD in round brackets.
 *
 * <pre>
 *   tx_op: 110 vcan1 [2] t1=10000 t2=10000 # sent 42
 *   tx_op: 111 vcan1 (1) t1=10000 # sent 7
 * </pre>
 */
final class BcmStatistics {
  private static final Pattern TASK =
      Pattern.compile("tx_op: ([0-9A-F]+) \\S+ ([\\[(])\\d+[])].*# sent (\\d+)\\s*");

  private BcmStatistics() {}

  /** Frames of a task that the interface has taken; -1 when no line tells. */
  static long sent(String text, int rawId, boolean fd) {
    String id = String.format(Locale.ROOT, "%03X", rawId);
    for (String line : text.split("\n", -1)) {
      Matcher task = TASK.matcher(line);
      if (task.matches() && task.group(1).equals(id) && task.group(2).equals("(") == fd) {
        return Long.parseLong(task.group(3));
      }
    }
    return -1;
  }
}
