// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealTimelineTest extends TimelineContract {
  private final CountDownLatch thrown = new CountDownLatch(1);
  private final RealTimeline timeline = new RealTimeline("test", error -> thrown.countDown());

  @Override
  Timeline timeline() {
    return timeline;
  }

  @Override
  void runUntilSeen(List<String> list, int expected) {
    CountDownLatch done = new CountDownLatch(1);
    Runnable[] look = new Runnable[1];
    look[0] =
        () -> {
          if (list.size() >= expected) {
            done.countDown();
          } else {
            timeline.after(MILLI, look[0]);
          }
        };
    timeline.post("look", look[0]);
    try {
      assertTrue(done.await(60, TimeUnit.SECONDS), () -> "only " + list);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTaskThatThrowsIsReportedAndTheTimelineGoesOn() throws InterruptedException {
    CountDownLatch after = new CountDownLatch(1);
    timeline.post(
        "test",
        () -> {
          throw new IllegalStateException("on purpose");
        });
    timeline.post("test", after::countDown);
    assertTrue(thrown.await(60, TimeUnit.SECONDS));
    assertTrue(after.await(60, TimeUnit.SECONDS));
  }

  @AfterEach
  void close() {
    timeline.close();
  }
}
