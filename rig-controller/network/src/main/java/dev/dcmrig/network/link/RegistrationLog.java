// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.Registration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows one DCM's tries to be registered, from what passes on the link. */
final class RegistrationLog {
  /** More are not kept: a DCM that tries all day long says nothing new. */
  private static final int MAX_TRIES = 20_000;

  private static final Pattern EXPIRES =
      Pattern.compile("(?im)^Expires[ \\t]*:[ \\t]*([0-9]{1,10})[ \\t]*$");

  private final List<Registration> tries = new ArrayList<>();

  /** Index of the last try of each connection. */
  private final Map<Integer, Integer> open = new HashMap<>();

  /** There was no network for a connection. */
  void refused(Duration now) {
    add(new Registration(now, false, -1, 0));
  }

  private void add(Registration one) {
    if (tries.size() < MAX_TRIES) {
      tries.add(one);
    }
  }

  /** A SIP message has passed. */
  void passed(Duration now, int flow, boolean up, byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    if (up && text.startsWith("REGISTER ")) {
      String head = text.split("\r\n\r\n", 2)[0].replace("\r", "");
      Matcher expires = EXPIRES.matcher(head);
      open.put(flow, tries.size());
      add(new Registration(now, true, expires.find() ? Long.parseLong(expires.group(1)) : -1, 0));
      return;
    }
    Integer asked = open.get(flow);
    boolean answers = !up && text.startsWith("SIP/2.0 ") && text.contains(" REGISTER\r\n");
    if (answers && asked != null && asked < tries.size()) {
      Registration before = tries.get(asked);
      int status = Integer.parseInt(text.substring(8, 11));
      tries.set(asked, new Registration(before.at(), true, before.expires(), status));
    }
  }

  List<Registration> all() {
    return List.copyOf(tries);
  }
}
