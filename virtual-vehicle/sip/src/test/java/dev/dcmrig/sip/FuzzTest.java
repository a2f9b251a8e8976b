// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/** Whatever comes, nothing is thrown, and the agent still serves the next connection. */
@Tag("slow")
class FuzzTest {
  /** One change of a text: what happens, and where. */
  record Change(int kind, double place, byte value) {}

  @Provide
  Arbitrary<Change> changes() {
    return net.jqwik.api.Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.bytes())
        .as(Change::new);
  }

  private static byte[] changed(byte[] bytes, List<Change> changes) {
    byte[] now = bytes;
    for (Change change : changes) {
      int at = (int) (change.place() * Math.max(0, now.length - 1));
      now =
          switch (change.kind()) {
            case 0 -> Arrays.copyOf(now, at);
            case 1 ->
                joined(
                    Arrays.copyOf(now, at),
                    Arrays.copyOfRange(now, Math.min(now.length, at + 9), now.length));
            case 2 -> joined(now, Arrays.copyOfRange(now, at, now.length));
            case 3 ->
                joined(
                    joined(Arrays.copyOf(now, at), new byte[] {change.value()}),
                    Arrays.copyOfRange(now, at, now.length));
            default -> flipped(now, at, change.value());
          };
    }
    return now;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] flipped(byte[] bytes, int at, byte value) {
    byte[] copy = bytes.clone();
    if (at < copy.length) {
      copy[at] ^= value;
    }
    return copy;
  }

  private static void assertAlive(RawPeer peer) {
    peer.run(Duration.ofHours(1));
    peer.agent.closed(peer.wire);
    peer.wire = peer.new Wire();
    peer.agent.connected(peer.wire);
    peer.sent.clear();
    peer.receive(RawPeer.request("OPTIONS", 7, "z9hG4bK-alive", ""));
    assertEquals(List.of("200"), peer.kinds());
  }

  @Property(seed = "3261", tries = 1500)
  void changedRequestsDoNoHarm(
      @ForAll @Size(min = 1, max = 4) List<@net.jqwik.api.From("changes") Change> changes) {
    RawPeer peer = new RawPeer();
    peer.onIncoming = call -> call.answer(Map.of(), "application/sdp", new byte[] {'v'});
    String all =
        RawPeer.message(
                RawPeer.request("INVITE", 1, "z9hG4bK-1", "", "Content-Type: a/b", "", "v=0"))
            + RawPeer.message(RawPeer.request("ACK", 1, "z9hG4bK-2", "x"))
            + RawPeer.message(RawPeer.request("CANCEL", 1, "z9hG4bK-1", ""))
            + RawPeer.message(RawPeer.request("REGISTER", 1, "z9hG4bK-3", "", "Expires: 1"))
            + RawPeer.message(RawPeer.request("BYE", 2, "z9hG4bK-4", "x"));
    peer.agent.received(peer.wire, changed(all.getBytes(StandardCharsets.UTF_8), changes));
    assertAlive(peer);
  }

  @Property(seed = "3262", tries = 1500)
  void changedResponsesDoNoHarm(
      @ForAll @Size(min = 1, max = 4) List<@net.jqwik.api.From("changes") Change> changes) {
    RawPeer peer = new RawPeer();
    peer.place();
    String invite = peer.sent.get(0);
    StringBuilder all = new StringBuilder();
    for (int status : new int[] {100, 180, 200}) {
      all.append(
          RawPeer.message(
              "SIP/2.0 " + status + " Whatever",
              "Via: " + RawPeer.header(invite, "Via"),
              "From: " + RawPeer.header(invite, "From"),
              "To: " + RawPeer.header(invite, "To") + ";tag=peer",
              "Call-ID: " + RawPeer.header(invite, "Call-ID"),
              "CSeq: 1 INVITE",
              "Record-Route: <sip:p1;lr>",
              "Contact: <sip:x@y>"));
    }
    peer.agent.received(
        peer.wire, changed(all.toString().getBytes(StandardCharsets.UTF_8), changes));
    assertAlive(peer);
  }

  @Property(seed = "3263", tries = 1500)
  void anyBytesDoNoHarm(@ForAll @Size(max = 300) byte[] bytes) {
    RawPeer peer = new RawPeer();
    peer.agent.received(peer.wire, bytes);
    assertAlive(peer);
  }

  @Property(seed = "3264", tries = 1500)
  void anyHeaderValueDoesNoHarm(@ForAll String value) {
    for (String name : List.of("Via", "From", "To", "CSeq", "Contact", "Record-Route", "Require")) {
      RawPeer peer = new RawPeer();
      peer.onIncoming = call -> call.answer(Map.of(), "application/sdp", new byte[] {'v'});
      String clean = value.replaceAll("[\r\n]", " ");
      String message =
          RawPeer.message(
              RawPeer.request("INVITE", 1, "z9hG4bK-1", "", "Record-Route: x", "Require: "));
      peer.receiveRaw(
          message.replaceFirst(
              "(?m)^" + name + ": .*$",
              java.util.regex.Matcher.quoteReplacement(name + ": " + clean)));
      assertAlive(peer);
    }
  }
}
