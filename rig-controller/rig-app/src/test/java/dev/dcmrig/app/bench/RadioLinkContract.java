// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.RadioLink.Coverage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every network simulator must do between the DCM and its services. */
abstract class RadioLinkContract extends PortContract {

  private RadioLink link() {
    return bench.radioLink();
  }

  /** Makes the DCM try to reach the centre. */
  private void call() {
    car().pressSos(Duration.ofMillis(800));
    pass(Duration.ofSeconds(20));
  }

  @Test
  void nothingHasPassedBeforeTheDcmHasPower() {
    assertEquals(List.of(), link().attempts(bench.dut().vin()));
    assertEquals(List.of(), link().http());
    assertEquals(List.of(), link().mqtt());
    isWell();
  }

  @Test
  void anAttemptIsThereWithItsTimesInOrder() {
    drivesOff();
    Duration before = bench.time().now();
    call();
    List<Attempt> attempts = link().attempts(bench.dut().vin());
    assertEquals(1, attempts.size());
    Attempt attempt = attempts.get(0);
    assertTrue(attempt.connected(), attempt::toString);
    assertTrue(attempt.started().compareTo(before) >= 0, attempt::toString);
    assertTrue(attempt.invited().compareTo(attempt.started()) >= 0, attempt::toString);
    assertTrue(attempt.invited().compareTo(bench.time().now()) <= 0, attempt::toString);
    isWell();
  }

  @Test
  void withoutCoverageAnAttemptDoesNotConnect() {
    drivesOff();
    link().coverage(Coverage.NONE);
    call();
    List<Attempt> attempts = link().attempts(bench.dut().vin());
    assertFalse(attempts.isEmpty());
    assertTrue(attempts.stream().noneMatch(Attempt::connected), attempts::toString);
    link().coverage(Coverage.GOOD);
    isWell();
  }

  @Test
  void whatWasReadDoesNotChangeLater() {
    drivesOff();
    List<Attempt> before = link().attempts(bench.dut().vin());
    call();
    assertEquals(List.of(), before);
    assertThrows(UnsupportedOperationException.class, before::clear);
    isWell();
  }

  @Test
  void eachKnobIsTakenWithoutTimePassing() {
    Duration before = bench.time().now();
    for (Coverage coverage : Coverage.values()) {
      link().coverage(coverage);
    }
    link().coverage(Coverage.GOOD);
    link().latency(Duration.ofMillis(250));
    link().cutAfter(100);
    link().sms(bench.dut().vin(), "+61491570156", "hello");
    assertEquals(before, bench.time().now());
    isWell();
  }
}
