// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EndingContextTest {
  private static final int BOUND_SECONDS = 60;

  @Test
  void whatComesAfterTheEndOfVertxIsToldToItsSender() throws Exception {
    Vertx vertx = RigVertx.create();
    Context context = vertx.getOrCreateContext();
    CountDownLatch ran = new CountDownLatch(1);
    List<String> ended = new ArrayList<>();
    EndingContext.run(context, ran::countDown, () -> ended.add("too early"));
    assertEquals(true, ran.await(BOUND_SECONDS, TimeUnit.SECONDS));
    vertx.close().await(BOUND_SECONDS, TimeUnit.SECONDS);
    EndingContext.run(context, () -> ended.add("ran"), () -> ended.add("ended"));
    assertEquals(List.of("ended"), ended);
  }
}
