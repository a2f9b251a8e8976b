// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.Received;
import dev.dcmrig.network.wire.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The HTTP requests of the DCM and their answers, as they pass on the link. */
final class HttpLog {
  private static final String KEY = "Idempotency-Key:";

  private static final class Entry {
    final Duration at;
    final String vin;
    final String method;
    final String path;
    final String key;
    final String body;
    int status;

    Entry(Duration at, String vin, String method, String path, String key, String body) {
      this.at = at;
      this.vin = vin;
      this.key = key;
      this.method = method;
      this.path = path;
      this.body = body;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Entry> open = new TreeMap<>();
  private final List<Received> received = new ArrayList<>();

  /**
   * A message has passed.
   *
   * @param message without secrets
   * @param bytes that it had with them
   */
  void passed(Duration now, int flow, String vin, boolean up, byte[] message, int bytes) {
    String text = new String(message, StandardCharsets.UTF_8);
    String[] first = text.lines().findFirst().orElse("").split(" ", 3);
    if (up && first.length == 3) {
      int bodyStart = text.indexOf("\r\n\r\n");
      String body = bodyStart < 0 ? "" : text.substring(bodyStart + 4);
      Entry entry = new Entry(now, vin, first[0], first[1], key(text), body);
      entries.add(entry);
      open.put(flow, entry);
    } else if (!up && first.length >= 2) {
      Entry entry = open.remove(flow);
      if (entry != null && first[1].matches("[0-9]{3}")) {
        entry.status = Integer.parseInt(first[1]);
        received.add(new Received(now, entry.vin, entry.path, bytes));
      }
    }
  }

  /** A request that went no further: its first line is all that can be relied on. */
  void refused(Duration now, String vin, HttpRefusal refusal) {
    String[] first = refusal.firstLine().split(" ", 3);
    Entry entry = new Entry(now, vin, first[0], first.length > 1 ? first[1] : "", "", "");
    entry.status = refusal.status();
    entries.add(entry);
  }

  private static String key(String text) {
    for (String line : text.split("\r\n")) {
      if (line.isEmpty()) {
        return "";
      }
      if (line.regionMatches(true, 0, KEY, 0, KEY.length())) {
        return line.substring(KEY.length()).strip();
      }
    }
    return "";
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  List<HttpExchange> all() {
    return entries.stream()
        .map(
            entry ->
                new HttpExchange(
                    entry.at,
                    entry.vin,
                    entry.method,
                    entry.path,
                    entry.key,
                    entry.body,
                    entry.status))
        .toList();
  }
}
