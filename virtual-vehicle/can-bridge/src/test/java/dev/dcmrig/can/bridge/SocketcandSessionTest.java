// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.RealTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * socketcand's protocol word by word, as its document has them; read by hand, not by our reader.
 */
class SocketcandSessionTest {
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final RealTimeline timeline = new RealTimeline("session", errors::add);
  private final EmulatedBus bus =
      new EmulatedBus("emulated:test", timeline, new BitRates(1_000_000, 1_000_000));
  private final List<FrameListener> flood = new CopyOnWriteArrayList<>();
  private final List<Frame> near = new CopyOnWriteArrayList<>();
  private CanNode here;
  private BusShare share;
  private Socket client;
  private InputStream in;

  private <T> T on(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> timeline.post("test", task)).join();
  }

  @BeforeEach
  void connect() throws IOException {
    here = on(() -> bus.connect("here", (time, frame) -> near.add(frame)));
    share =
        on(
            () ->
                BusShare.socketcand(
                    floodable(),
                    timeline,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    "can0"));
    int port = Integer.parseInt(share.uri().split(":", -1)[2]);
    client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setSoTimeout(20_000);
    in = client.getInputStream();
    assertEquals("< hi >", element());
  }

  /** The bus, whose listeners a test can call faster than any wire does. */
  private CanBus floodable() {
    return (CanBus)
        Proxy.newProxyInstance(
            CanBus.class.getClassLoader(),
            new Class<?>[] {CanBus.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("connect")) {
                flood.add((FrameListener) arguments[1]);
              }
              return method.invoke(bus, arguments);
            });
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    on(
        () -> {
          share.close();
          return true;
        });
    bus.close();
    timeline.close();
    assertEquals(List.of(), errors);
  }

  private void say(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Up to and with the next '>', without what stands between elements. */
  private String element() throws IOException {
    StringBuilder text = new StringBuilder();
    int next = in.read();
    while (next != '>') {
      assertTrue(next >= 0, () -> "the connection has ended after '" + text + "'");
      text.append((char) next);
      next = in.read();
    }
    return text.append('>').toString().strip();
  }

  private void open(String then) throws IOException {
    say("< open can0 >");
    assertEquals("< ok >", element());
    if (!then.isEmpty()) {
      say(then);
      assertEquals("< ok >", element());
    }
  }

  private String withoutTime(String element) {
    return element.replaceFirst(" [0-9]+\\.[0-9]{6}", " T");
  }

  private void awaitFrames(int count) throws InterruptedException {
    for (int n = 0; n < 2_000 && near.size() < count; n++) {
      pause(10);
    }
    assertEquals(count, near.size(), near::toString);
  }

  private static void pause(long millis) throws InterruptedException {
    assertTrue(!new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS));
  }

  @Test
  void rawModeHasEachFrame() throws Exception {
    open("< rawmode >");
    on(() -> here.send(Frame.classic(0x123, (byte) 0x1A, (byte) 0x22, (byte) 3, (byte) 0x44)));
    assertEquals("< frame 123 T 1A220344 >", withoutTime(element()));
    on(() -> here.send(Frame.extended(0x1F)));
    assertEquals("< frame 0000001F T  >", withoutTime(element()), "two spaces where is no data");
  }

  @Test
  void theTimeIsThatOfTheCalendar() throws Exception {
    open("< rawmode >");
    on(() -> here.send(Frame.classic(1)));
    double stamp = Double.parseDouble(element().split(" ", -1)[3]);
    double now = timeline.now().toEpochMilli() / 1e3;
    assertTrue(Math.abs(stamp - now) < 60, () -> stamp + " at " + now);
  }

  @Test
  void sendTakesIdentifiersAsTheyAreWritten() throws Exception {
    open("< rawmode >");
    say("< send 123 0 >< send 1AAAAAAA 2 1 f1 >\n< send 00000123 1 7 ><send 800 1 8 >");
    awaitFrames(4);
    assertEquals(
        Set.of(
            Frame.classic(0x123),
            Frame.extended(0x1AAAAAAA, (byte) 1, (byte) 0xF1),
            Frame.extended(0x123, (byte) 7),
            Frame.extended(0x800, (byte) 8)),
        Set.copyOf(near),
        "above 7FF only an extended one can be meant");
  }

  @Test
  void anEchoComesBackInEachMode() throws Exception {
    say("< echo >");
    assertEquals("< echo >", element());
    open("");
    say("< echo >");
    assertEquals("< echo >", element());
    say("< rawmode >< echo >");
    assertEquals("< ok >", element());
    assertEquals("< echo >", element());
  }

  @Test
  void aCyclicFrameIsSentUpdatedAndDeleted() throws Exception {
    open("");
    say("< add 0 20000 123 2 11 22 >");
    awaitAtLeast(3);
    say("< update 123 2 33 44 >");
    assertEquals(Frame.classic(0x123, (byte) 0x33, (byte) 0x44), awaitNext());
    say("< delete 123 >< echo >");
    assertEquals("< echo >", element());
    int deleted = near.size();
    pause(120);
    assertTrue(near.size() <= deleted + 1, "it is not sent any more");
    assertEquals(Frame.classic(0x123, (byte) 0x11, (byte) 0x22), near.get(0));
  }

  /** The first frame with other bytes than the first one, or the last that came. */
  private Frame awaitNext() throws InterruptedException {
    for (int n = 0; n < 2_000 && near.get(near.size() - 1).equals(near.get(0)); n++) {
      pause(10);
    }
    return near.get(near.size() - 1);
  }

  private void awaitAtLeast(int count) throws InterruptedException {
    for (int n = 0; n < 2_000 && near.size() < count; n++) {
      pause(10);
    }
    assertTrue(near.size() >= count, near::toString);
  }

  @Test
  void inBcmOnlyWhatIsSubscribedComes() throws Exception {
    open("");
    say("< subscribe 0 0 123 >< echo >");
    assertEquals("< echo >", element());
    on(() -> here.send(Frame.classic(0x122)));
    on(() -> here.send(Frame.extended(0x123)));
    on(() -> here.send(Frame.classic(0x123, (byte) 0xA, (byte) 0xB)));
    assertEquals("< frame 123 T 0A 0B >", withoutTime(element()));
    say("< unsubscribe 123 >< echo >");
    assertEquals("< echo >", element());
    on(() -> here.send(Frame.classic(0x123)));
    say("< subscribe 0 0 124 >< echo >");
    assertEquals("< echo >", element());
    on(() -> here.send(Frame.classic(0x124)));
    assertEquals("< frame 124 T  >", withoutTime(element()), "and nothing of 123 before it");
  }

  @Test
  void aFilterComesWhenSomethingUnderItsMaskHasChanged() throws Exception {
    open("");
    say("< filter 0 0 123 2 F0 00 >< echo >");
    assertEquals("< echo >", element());
    for (int[] data : new int[][] {{0x10, 1}, {0x11, 2}, {0x10, 3}, {0x20, 4}}) {
      on(() -> here.send(Frame.classic(0x123, (byte) data[0], (byte) data[1])));
    }
    assertEquals("< frame 123 T 10 01 >", withoutTime(element()));
    assertEquals("< frame 123 T 20 04 >", withoutTime(element()));
  }

  @Test
  void aThrottledSubscriptionGivesTheLatestAfterItsPause() throws Exception {
    open("");
    say("< subscribe 0 200000 123 >< echo >");
    assertEquals("< echo >", element());
    on(
        () -> {
          for (int n = 1; n <= 3; n++) {
            here.send(Frame.classic(0x123, (byte) n));
          }
          return true;
        });
    String first = element();
    String second = element();
    assertEquals("< frame 123 T 01 >", withoutTime(first));
    assertEquals("< frame 123 T 03 >", withoutTime(second));
  }

  @Test
  void whatIsWrongIsSaidAndTheSessionGoesOn() throws Exception {
    say("< rawmode >");
    assertEquals("< error unknown command >", element());
    open("< rawmode >");
    for (String wrong :
        List.of(
            "< send >",
            "< send 123 9 1 2 3 4 5 6 7 8 9 >",
            "< send 123 2 1 >",
            "< send 123 1 1FF >",
            "< send 20000000 0 >",
            "< send xyz 0 >",
            "< send 123 -1 >")) {
      say(wrong);
      assertEquals("< error syntax error in send command >", element(), wrong);
    }
    say("< subscribe 0 0 123 >");
    assertEquals("< error unknown command >", element(), "a word of mode BCM");
    say("< bcmmode >");
    assertEquals("< ok >", element());
    for (String wrong : List.of("< add 0 10 123 0 >", "< add 0 1000000 123 0 >", "< add >")) {
      say(wrong);
      assertEquals("< error syntax error in add command >", element(), wrong);
    }
    say("< isotpmode >");
    assertEquals("< error unknown command >", element());
    say("< send 123 0 >");
    awaitFrames(1);
  }

  @Test
  void anElementWithoutAnEndEndsTheSession() throws Exception {
    say("<" + "x".repeat(5_000));
    assertEquals(-1, in.read());
  }

  /** 5 MB for one client: more than it may have waiting, its socket's buffers included. */
  @Test
  void whoDoesNotReadIsCountedAndLeftAndTheOthersGoOn() throws Exception {
    open("< rawmode >");
    for (int round = 0; round < 20_000 && share.health().unsent() == 0; round++) {
      on(
          () -> {
            for (int n = 0; n < 50; n++) {
              flood.forEach(listener -> listener.onFrame(0, Frame.classic(0x123, new byte[8])));
            }
            return true;
          });
    }
    assertEquals(1, share.health().unsent(), "it says that it could not tell all");
    for (int n = 0; n < 2_000 && client.getInputStream().available() >= 0; n++) {
      try {
        if (in.read(new byte[65_536]) < 0) {
          return;
        }
      } catch (IOException e) {
        // The connection was reset: it has ended, too.
        return;
      }
    }
    throw new AssertionError("the connection goes on");
  }

  @Test
  void theSeventeenthIsToldWhyAndComesInWhenOneHasGone() throws Exception {
    List<Socket> others = new ArrayList<>();
    int port = client.getPort();
    for (int n = 0; n < 15; n++) {
      others.add(new Socket(InetAddress.getLoopbackAddress(), port));
      assertEquals("< hi >", first(others.get(n)));
    }
    try (Socket tooMany = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertEquals("< error too many clients >", first(tooMany));
    }
    others.remove(0).close();
    String said = "";
    for (int n = 0; n < 500 && !said.equals("< hi >"); n++) {
      try (Socket next = new Socket(InetAddress.getLoopbackAddress(), port)) {
        said = first(next);
      }
      pause(10);
    }
    assertEquals("< hi >", said);
    for (Socket other : others) {
      other.close();
    }
  }

  private static String first(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    byte[] said = new byte[26];
    int length = Math.max(0, socket.getInputStream().read(said));
    return new String(said, 0, length, StandardCharsets.US_ASCII);
  }
}
