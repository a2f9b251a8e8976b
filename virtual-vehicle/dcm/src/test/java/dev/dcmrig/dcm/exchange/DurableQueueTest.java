// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.TestProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which message makes room in a queue of three. */
class DurableQueueTest {
  private final DcmParts parts = new DcmParts("telematics.queue=3");

  private static Message message(Kind kind, String key) {
    return Message.post(kind.with(TestProfile.of()), "{}", key, 0);
  }

  /** Messages are written as the first letters of their kinds. */
  private static Kind kind(char letter) {
    return switch (letter) {
      case 'E' -> Kind.EMERGENCY_EVENT;
      case 'A' -> Kind.ACKNOWLEDGEMENT;
      case 'C' -> Kind.COMMAND_RESULT;
      default -> Kind.SECURITY_EVENT;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "EEES, E0 E1 E2",
    "EEEA, E0 E1 E2",
    "EEEE, E1 E2 E3",
    "SEES, E1 E2 S3",
    "ECAS, E0 C1 A2",
    "ECAE, E0 A2 E3",
    "EEAC, E0 E1 A2",
    "AAAC, A0 A1 A2",
    "SSSS, S1 S2 S3",
  })
  void securityEventsMakeRoomFirstAndEmergencyEventsLastTheNewOneIncluded(
      String added, String left) {
    DurableQueue queue =
        new DurableQueue(parts.context, 3, Kind.all(parts.settings), DcmRules.REQUIRED);
    for (int n = 0; n < added.length(); n++) {
      queue.add(message(kind(added.charAt(n)), added.charAt(n) + "" + n));
    }
    assertEquals(left, keys(queue));
    DurableQueue restored =
        new DurableQueue(parts.context, 3, Kind.all(parts.settings), DcmRules.REQUIRED);
    restored.restore();
    assertEquals(left, keys(restored), "over a reset, too");
  }

  private static String keys(DurableQueue queue) {
    List<Message> found = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      while (queue.first(kind.with(TestProfile.of())).isPresent()) {
        Message first = queue.first(kind.with(TestProfile.of())).orElseThrow();
        found.add(first);
        queue.remove(first);
      }
    }
    found.forEach(queue::add);
    return String.join(
        " ",
        found.stream()
            .map(m -> m.key)
            .sorted((a, b) -> a.substring(1).compareTo(b.substring(1)))
            .toList());
  }
}
