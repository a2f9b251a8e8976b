// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.PluggedSite;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers with something wrong, in a real engine: each is named, and none is left. */
@Tag("slow")
class ContainerFaultsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path certificates;

  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private RealTimeline timeline;
  private DockerClient client;
  private TestSite site;
  private Dcm fitted;

  @BeforeEach
  void findAnEngine() throws Exception {
    client = Engine.withImages().client();
    timeline = new RealTimeline("test bench", failures::add);
    Files.writeString(certificates.resolve("ca.pem"), "none");
  }

  @AfterEach
  void nothingIsLeft() {
    if (client == null) {
      return;
    }
    close();
    timeline.close();
    assertEquals(List.of(), Engine.left(client));
  }

  private void close() {
    Dcm dcm = fitted;
    fitted = null;
    if (dcm != null) {
      on(
          () -> {
            dcm.close();
            return true;
          });
    }
  }

  private <T> T on(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, task -> timeline.post("test", task)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Dcm fit(Duration helloLimit, ContainerOptions options) {
    site = new TestSite(timeline, options);
    EmulatedBus bus = new EmulatedBus("test", timeline, BitRates.DEFAULT);
    fitted =
        on(() -> new ContainerDcmFactory(helloLimit).open(PluggedSite.of(site, bus, certificates)));
    return fitted;
  }

  private Dcm fit(String how) {
    return fit(LONG, wrong(how, 256));
  }

  private static ContainerOptions wrong(String how, int memory) {
    return new ContainerOptions(Engine.WRONG, Optional.of(Engine.wrong(how)), memory);
  }

  private String refused(Duration helloLimit, ContainerOptions options) {
    return assertThrows(BenchBroken.class, () -> fit(helloLimit, options)).getMessage();
  }

  private String failure() throws InterruptedException {
    for (int look = 0; look < LONG.toMillis() / 50; look++) {
      Optional<BenchBroken> failure = fitted.failure();
      if (failure.isPresent()) {
        return failure.get().getMessage();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nothing was noticed");
  }

  private String container() {
    return Engine.left(client).get(0);
  }

  @Test
  void anImageThatIsMissingFailsAtOnceAndSaysHowToGetIt() {
    String why = refused(LONG, new ContainerOptions("no-such/image:1", Optional.empty(), 64));
    assertTrue(why.startsWith("no image 'no-such/image:1' in the container engine at "), why);
    assertTrue(why.contains("mvn -Pimages package"), why);
  }

  @Test
  void aProgramThatIsNotInTheImageIsNamed() {
    String why =
        refused(
            LONG, new ContainerOptions(Engine.DCM, Optional.of(List.of("no-such-program")), 64));
    assertTrue(why.contains("no-such-program") && why.contains("'dcm.command'"), why);
  }

  @Test
  void oneThatExitsAtItsStartIsQuoted() {
    String why = refused(LONG, wrong("exits", 128));
    assertTrue(why.contains("ended with exit code 7") && why.contains("no antenna was found"), why);
  }

  @Test
  void oneThatHangsAtItsStartIsGivenUp() {
    String why = refused(Duration.ofSeconds(3), wrong("hangs", 128));
    assertTrue(why.startsWith("no DCM connected to DCM_ELECTRICAL within 3 s"), why);
    assertTrue(why.contains("is still running"), why);
  }

  @Test
  void oneThatFloodsItsOutputIsWellAndEnds() {
    Dcm dcm = fit("floods");
    assertTrue(
        dcm.identity().startsWith("wrong 1 in a container of " + Engine.WRONG), dcm.identity());
    assertEquals(Optional.empty(), dcm.failure());
    close();
    assertEquals(Optional.empty(), dcm.failure());
  }

  @Test
  void oneThatIgnoresTermIsKilledInTheEnd() {
    Dcm dcm = fit("deaf-to-term");
    long start = System.nanoTime();
    close();
    assertTrue(System.nanoTime() - start > Duration.ofSeconds(4).toNanos(), "it got its time");
    assertEquals(Optional.empty(), dcm.failure());
  }

  @Test
  void oneThatIsKilledInMidScenarioIsAnError() throws Exception {
    fit("stays");
    client.killContainerCmd(container()).withSignal("KILL").exec();
    String why = failure();
    assertTrue(why.contains("ended with exit code 137 (killed, SIGKILL)"), why);
  }

  @Test
  void oneThatNeedsMoreMemoryThanItHasIsSaidToHaveBeenKilledForIt() throws Exception {
    fit(
        LONG,
        new ContainerOptions(
            Engine.WRONG,
            Optional.of(
                List.of("java", "-Xmx1g", "-cp", "/rig/wrong", WrongDcm.class.getName(), "eats")),
            96));
    String why = failure();
    assertTrue(why.contains("was killed by the kernel: it needs more memory than the 96 MiB"), why);
  }

  @Test
  void oneThatIsCutOffFromItsNetworkIsAnError() throws Exception {
    fit("stays");
    String name = container();
    client
        .disconnectFromNetworkCmd()
        .withContainerId(name)
        .withNetworkId(name)
        .withForce(true)
        .exec();
    String why = failure();
    assertTrue(why.contains("was cut off from its network " + name), why);
    assertEquals(why, site.broken.get(0).getMessage());
  }

  @Test
  void oneThatIsPausedIsAnError() throws Exception {
    fit("stays");
    client.pauseContainerCmd(container()).exec();
    String why = failure();
    assertTrue(why.contains("was paused by somebody"), why);
  }

  @Test
  void whatAKilledRigHasLeftIsRemovedAndWhatALivingOneHasStays() {
    String owner = "dev.dcmrig.owner";
    String living = Leftovers.labels().get(owner);
    String namespace = living.split(" ")[2];
    List<String> ids = new ArrayList<>();
    for (String each : List.of("4194305 1 " + namespace, living, "4194305 1 pid:[0]")) {
      ids.add(
          client.createContainerCmd(Engine.WRONG).withLabels(Map.of(owner, each)).exec().getId());
    }
    try {
      Leftovers.remove(client);
      assertEquals(ids.subList(1, 3), ids.stream().filter(this::isThere).toList());
    } finally {
      ids.forEach(each -> Leftovers.remove(client, each));
    }
  }

  private boolean isThere(String id) {
    return client.listContainersCmd().withShowAll(true).exec().stream()
        .anyMatch(each -> each.getId().equals(id));
  }
}
