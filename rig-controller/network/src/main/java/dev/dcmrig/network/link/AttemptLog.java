// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.Attempt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows one DCM's tries to call the centre, from what passes on the link: a refused connection,
 * or an INVITE with what becomes of it.
 */
final class AttemptLog {
  private static final class Entry {
    final Duration started;
    @Nullable Duration invited;
    @Nullable Duration ended;
    boolean connected;

    Entry(Duration started) {
      this.started = started;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Entry> open = new TreeMap<>();

  /** A connection to the centre was asked for. */
  void requested(Duration now, int flow, boolean granted) {
    Entry entry = new Entry(now);
    entries.add(entry);
    if (granted) {
      open.put(flow, entry);
    } else {
      entry.ended = now;
    }
  }

  /** A SIP message has passed. */
  void passed(Duration now, int flow, boolean up, byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    String first = text.lines().findFirst().orElse("");
    Entry entry = open.get(flow);
    if (up && first.startsWith("INVITE ")) {
      if (entry == null || entry.ended != null) {
        entry = new Entry(now);
        entries.add(entry);
        open.put(flow, entry);
      }
      if (entry.invited == null) {
        entry.invited = now;
      }
    } else if (entry == null) {
      return;
    } else if (!up && first.startsWith("SIP/2.0 ") && isAboutInvite(text)) {
      int status = Integer.parseInt(first.substring(8, 11));
      if (status >= 300) {
        end(now, flow);
      } else if (status >= 200) {
        entry.connected = true;
      }
    } else if (first.startsWith("BYE ") || first.startsWith("CANCEL ")) {
      end(now, flow);
    }
  }

  private static boolean isAboutInvite(String text) {
    return text.lines()
        .takeWhile(line -> !line.isEmpty())
        .anyMatch(
            line -> line.regionMatches(true, 0, "CSeq:", 0, 5) && line.strip().endsWith("INVITE"));
  }

  /** A connection is gone. */
  void end(Duration now, int flow) {
    Entry entry = open.remove(flow);
    if (entry != null && entry.ended == null) {
      entry.ended = now;
    }
  }

  List<Attempt> all() {
    return entries.stream()
        .map(entry -> new Attempt(entry.started, entry.invited, entry.ended, entry.connected))
        .toList();
  }
}
