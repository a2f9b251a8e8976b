// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.RadioLink.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLogTest {
  private static final String HOST = "sms.dcmrig.example";

  private final ConnectionLog log = new ConnectionLog();

  private static Duration at(int second) {
    return Duration.ofSeconds(second);
  }

  @Test
  void eachEndBelongsToItsConnection() {
    log.asked(at(1), 7, HOST, true);
    log.asked(at(2), 8, HOST, false);
    log.asked(at(3), 9, HOST, true);
    log.ended(at(4), 7);
    log.ended(at(5), 1);
    assertEquals(
        List.of(
            new Connection(at(1), HOST, true, at(4)),
            new Connection(at(2), HOST, false, null),
            new Connection(at(3), HOST, true, null)),
        log.all());
  }

  @Test
  void ofManyTheNewestAreKept() {
    for (int number = 0; number <= 20_000; number++) {
      log.asked(at(number), number, HOST, false);
    }
    assertEquals(20_000, log.all().size());
    assertEquals(at(1), log.all().get(0).asked());
  }
}
