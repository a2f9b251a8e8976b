// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.VirtualTimeline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Others join an emulated bus, by each way that there is. */
class BusShareTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final RealTimeline timeline = new RealTimeline("share", errors::add);
  private final RealTimeline elsewhere = new RealTimeline("elsewhere", errors::add);
  private final List<BusException> broken = new CopyOnWriteArrayList<>();
  private final EmulatedBus bus =
      new EmulatedBus("emulated:test", timeline, new BitRates(1_000_000, 8_000_000));
  private final List<AutoCloseable> open = new ArrayList<>();

  /** The ways to join. */
  enum Way {
    UDP(true) {
      @Override
      BusShare share(BusShareTest test) {
        return BusShare.cannelloni(test.bus, test.timeline, ANY);
      }

      @Override
      BridgedBus join(BusShareTest test, String address) {
        return BridgedBus.cannelloni(address, test.elsewhere, test.broken::add);
      }
    },
    TCP(true) {
      @Override
      BusShare share(BusShareTest test) {
        return BusShare.cannelloniTcp(test.bus, test.timeline, ANY);
      }

      @Override
      BridgedBus join(BusShareTest test, String address) {
        return BridgedBus.cannelloniTcp(address, test.elsewhere, test.broken::add);
      }
    },
    SOCKETCAND(false) {
      @Override
      BusShare share(BusShareTest test) {
        return BusShare.socketcand(test.bus, test.timeline, ANY, "can0");
      }

      @Override
      BridgedBus join(BusShareTest test, String address) {
        return BridgedBus.socketcand(address, test.elsewhere, test.broken::add);
      }
    };

    final boolean all;

    Way(boolean all) {
      this.all = all;
    }

    abstract BusShare share(BusShareTest test);

    abstract BridgedBus join(BusShareTest test, String address);
  }

  private BusShare share(Way way) {
    BusShare share = on(() -> way.share(this));
    open.add(0, () -> on(() -> closed(share)));
    return share;
  }

  private static boolean closed(BusShare share) {
    share.close();
    return true;
  }

  private BridgedBus join(Way way, BusShare share) {
    BridgedBus joined = way.join(this, share.uri().substring(share.uri().indexOf(':') + 1));
    open.add(0, joined);
    return joined;
  }

  private <T> T on(java.util.function.Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    timeline.post(
        "test",
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier until, String what) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int n = 0; n < 2_000 && !until.getAsBoolean(); n++) {
      assertTrue(!never.await(10, TimeUnit.MILLISECONDS));
    }
    assertTrue(until.getAsBoolean(), what);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    bus.close();
    elsewhere.close();
    timeline.close();
    assertEquals(List.of(), errors);
  }

  private static List<Frame> frames(boolean all) {
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.classic(0x123, (byte) 0x10, (byte) 2));
    frames.add(Frame.classic(0x7FF));
    frames.add(Frame.extended(0x1ABCDEF0, new byte[8]));
    frames.add(Frame.extended(0x12, (byte) 0xFF));
    if (all) {
      frames.add(Frame.of(0x55, Frame.REMOTE, 3, new byte[0]));
      frames.add(Frame.fd(0x56, new byte[64]));
      frames.add(Frame.of(0x57, Frame.FD | Frame.ESI | Frame.EXTENDED, 5, new byte[5]));
    }
    return frames;
  }

  @ParameterizedTest
  @EnumSource
  void framesGoBothWaysOnceAndInOrder(Way way) throws Exception {
    BusShare share = share(way);
    List<Frame> near = new CopyOnWriteArrayList<>();
    List<Frame> far = new CopyOnWriteArrayList<>();
    CanNode here = on(() -> bus.connect("here", (time, frame) -> near.add(frame)));
    BridgedBus joined = join(way, share);
    CanNode there = joined.connect("there", (time, frame) -> far.add(frame));
    // One at a time: the bus would send the most urgent first.
    for (Frame frame : frames(way.all)) {
      int before = near.size();
      assertTrue(there.send(frame));
      await(() -> near.size() > before, "arrives: " + frame);
    }
    assertEquals(frames(way.all), near);
    for (Frame frame : frames(way.all)) {
      int before = far.size();
      assertTrue(on(() -> here.send(frame)));
      await(() -> far.size() > before, "arrives: " + frame);
    }
    assertEquals(frames(way.all), far);
    assertEquals(frames(way.all).size(), near.size(), "and none comes back to where it was sent");
    assertEquals(BusHealth.WHOLE, share.health());
    assertEquals(BusHealth.WHOLE, joined.health());
  }

  @ParameterizedTest
  @EnumSource
  void aBurstThatTheBusCanNotCarryAtOnceWaitsInOrder(Way way) throws Exception {
    BusShare share = share(way);
    List<Integer> near = new CopyOnWriteArrayList<>();
    on(() -> bus.connect("here", (time, frame) -> near.add(frame.at(0) & 0xFF)));
    CanNode there = join(way, share).connect("there", (time, frame) -> {});
    for (int n = 0; n < 250; n++) {
      assertTrue(there.send(Frame.classic(0x400, (byte) n)));
    }
    await(() -> near.size() == 250, "all arrive");
    assertEquals(IntStream.range(0, 250).boxed().toList(), near);
    assertEquals(BusHealth.WHOLE, share.health());
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"TCP", "SOCKETCAND"})
  void severalMayJoinAndHearEachOther(Way way) throws Exception {
    BusShare share = share(way);
    List<Frame> second = new CopyOnWriteArrayList<>();
    CanNode first = join(way, share).connect("first", (time, frame) -> {});
    join(way, share).connect("second", (time, frame) -> second.add(frame));
    first.send(Frame.classic(0x99));
    await(() -> second.size() == 1, "arrives");
    assertEquals(List.of(Frame.classic(0x99)), second);
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"TCP", "SOCKETCAND"})
  void theEndOfTheShareIsToldToThoseWhoJoined(Way way) throws Exception {
    BusShare share = share(way);
    join(way, share);
    on(() -> closed(share));
    await(() -> !broken.isEmpty(), "is told");
    // A greeting that was on its way makes it a reset.
    assertTrue(broken.get(0).getMessage().contains("connection"));
  }

  @Test
  void socketcandRefusesWhatItHasNoWordFor() {
    CanNode there =
        join(Way.SOCKETCAND, share(Way.SOCKETCAND)).connect("there", (time, frame) -> {});
    String why =
        assertThrows(IllegalArgumentException.class, () -> there.send(Frame.fd(1, new byte[12])))
            .getMessage();
    assertTrue(why.contains("classic frames only"), why);
    Frame remote = Frame.of(1, Frame.REMOTE, 1, new byte[0]);
    assertThrows(IllegalArgumentException.class, () -> there.send(remote));
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"TCP", "SOCKETCAND"})
  void whoSendsAndGoesAtOnceLosesNothing(Way way) throws Exception {
    BusShare share = share(way);
    List<Frame> near = new CopyOnWriteArrayList<>();
    on(() -> bus.connect("here", (time, frame) -> near.add(frame)));
    BridgedBus joined = join(way, share);
    CanNode there = joined.connect("there", (time, frame) -> {});
    for (int n = 0; n < 1_500; n++) {
      assertTrue(there.send(Frame.classic(0x400, (byte) n, (byte) (n >> 8))));
    }
    CountDownLatch sent = new CountDownLatch(1);
    elsewhere.post("test", sent::countDown);
    assertTrue(sent.await(20, TimeUnit.SECONDS));
    joined.close();
    await(() -> near.size() == 1_500, "all arrive");
    assertEquals(BusHealth.WHOLE, share.health());
  }

  @Test
  void ofTwoOverUdpTheFirstStaysWhereOnlyOneIsMeant() throws Exception {
    BusShare share = on(() -> BusShare.cannelloniForOne(bus, timeline, ANY));
    open.add(0, () -> on(() -> closed(share)));
    assertTrue(!share.awaitOther(Duration.ofMillis(20)), "nobody is there yet");
    BridgedBus first = join(Way.UDP, share);
    assertTrue(share.awaitOther(Duration.ofSeconds(20)));
    join(Way.UDP, share).connect("b", (time, frame) -> {}).send(Frame.classic(1));
    await(() -> share.health().malformed() > 0, "is counted");
    assertTrue(share.firstProblem().contains("the other end is at"), share.firstProblem());
    List<Frame> heard = new CopyOnWriteArrayList<>();
    first.connect("a", (time, frame) -> heard.add(frame));
    CanNode here = on(() -> bus.connect("here", (time, frame) -> {}));
    on(() -> here.send(Frame.classic(0x77)));
    await(() -> heard.contains(Frame.classic(0x77)), "the first one still hears");
  }

  @Test
  void overUdpAStrangerIsNotTheFirst() throws Exception {
    AtomicBoolean admitted = new AtomicBoolean();
    BusShare share =
        on(() -> BusShare.cannelloniForOne(bus, timeline, ANY, from -> admitted.get()));
    open.add(0, () -> on(() -> closed(share)));
    join(Way.UDP, share).connect("a", (time, frame) -> {}).send(Frame.classic(1));
    assertTrue(!share.awaitOther(Duration.ofMillis(200)), "a stranger has been taken");
    assertEquals(BusHealth.WHOLE, share.health());
    admitted.set(true);
    join(Way.UDP, share);
    assertTrue(share.awaitOther(Duration.ofSeconds(20)));
  }

  @Test
  void aBusThatSocketcandDoesNotHaveIsNamed() {
    BusShare share = share(Way.SOCKETCAND);
    String address = share.uri().replace("socketcand:", "").replace(":can0", ":can7");
    String why =
        assertThrows(BusException.class, () -> Way.SOCKETCAND.join(this, address)).getMessage();
    assertTrue(why.contains("has it a bus 'can7'?"), why);
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    BusShare share = share(Way.TCP);
    int port = Integer.parseInt(share.uri().replaceAll(".*:", ""));
    InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    String why =
        assertThrows(BusException.class, () -> BusShare.cannelloniTcp(bus, timeline, taken))
            .getMessage();
    assertTrue(why.contains("port " + port + " can't be used"), why);
  }

  @Test
  void virtualTimeCanNotBeShared() {
    VirtualTimeline virtual = new VirtualTimeline();
    String why =
        assertThrows(IllegalArgumentException.class, () -> BusShare.cannelloni(bus, virtual, ANY))
            .getMessage();
    assertTrue(why.contains("virtual time"), why);
  }

  @Test
  void addressesThatAreNoneSayHowToWriteThem() {
    for (String wrong : List.of("", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "a b:1")) {
      String why =
          assertThrows(BusException.class, () -> Way.UDP.join(this, wrong), wrong).getMessage();
      assertTrue(why.contains("HOST:PORT"), why);
    }
    String why =
        assertThrows(BusException.class, () -> Way.SOCKETCAND.join(this, "127.0.0.1:29536"))
            .getMessage();
    assertTrue(why.contains("HOST:PORT:BUS"), why);
    assertTrue(
        assertThrows(BusException.class, () -> Way.TCP.join(this, "no-such-host.invalid:1"))
            .getMessage()
            .contains("no machine is known as"));
  }
}
