// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.Wrong;
import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.api.Observations;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A centre on a real port, in real time, that answers at once. */
final class CentreUnderTest implements AutoCloseable {
  private static final int BOUND_SECONDS = 60;

  final List<String> observed = new CopyOnWriteArrayList<>();
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final RealTimeline timeline = new RealTimeline("centre", errors::add);
  private final Vertx vertx = RigVertx.create();
  private final Centre centre =
      new Centre(
          timeline, new Notes(), Seed.of(7).stream(), openToEverybody(), AgentRules.REQUIRED);
  private volatile int port;

  CentreUnderTest() throws Exception {
    centre.ringTime(Duration.ZERO);
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return centre.listen(vertx, context).onSuccess(listening -> port = listening);
              }
            })
        .await(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  private final class Notes implements Observations {
    @Override
    public void note(Subject source, String kind, Map<String, String> details) {
      observed.add(source + " " + kind + " " + details);
    }

    @Override
    public List<Observation> all() {
      return List.of();
    }
  }

  SipSocket caller() throws IOException {
    return new SipSocket(port);
  }

  <T> T on(Callable<T> look) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    timeline.post(
        "look",
        () -> {
          try {
            result.complete(look.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  void set(Consumer<Centre> behaviour) throws Exception {
    on(
        () -> {
          behaviour.accept(centre);
          return true;
        });
  }

  List<Wrong> wrongs() throws Exception {
    return on(centre::wrongs);
  }

  List<WrongKind> kinds() throws Exception {
    return wrongs().stream().map(Wrong::kind).toList();
  }

  @Override
  public void close() throws Exception {
    set(Centre::close);
    timeline.close();
    vertx.close().await(BOUND_SECONDS, TimeUnit.SECONDS);
    if (!errors.isEmpty()) {
      throw new AssertionError("the centre broke: " + errors);
    }
  }

  /** The caller is a socket of the test, which no link has made. */
  private static NetworkMap openToEverybody() {
    NetworkMap map = new NetworkMap();
    map.centrePeers().letEveryoneIn();
    return map;
  }
}
