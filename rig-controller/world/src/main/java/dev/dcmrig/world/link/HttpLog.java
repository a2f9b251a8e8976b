package dev.dcmrig.world.link;

import dev.dcmrig.api.RadioLink.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The HTTP requests of the DCM and their answers, as they pass on the link. */
final class HttpLog {
  private static final class Entry {
    final Duration at;
    final String method;
    final String path;
    final String body;
    int status;

    Entry(Duration at, String method, String path, String body) {
      this.at = at;
      this.method = method;
      this.path = path;
      this.body = body;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Entry> open = new TreeMap<>();

  void passed(Duration now, int flow, boolean up, byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    String[] first = text.lines().findFirst().orElse("").split(" ", 3);
    if (up && first.length == 3) {
      int bodyStart = text.indexOf("\r\n\r\n");
      String body = bodyStart < 0 ? "" : text.substring(bodyStart + 4);
      Entry entry = new Entry(now, first[0], first[1], body);
      entries.add(entry);
      open.put(flow, entry);
    } else if (!up && first.length >= 2) {
      Entry entry = open.remove(flow);
      if (entry != null && first[1].matches("[0-9]{3}")) {
        entry.status = Integer.parseInt(first[1]);
      }
    }
  }

  List<HttpExchange> all() {
    return entries.stream()
        .map(
            entry ->
                new HttpExchange(
                    entry.at, "10.64.0.2", entry.method, entry.path, "", entry.body, entry.status))
        .toList();
  }
}
