// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.IsoTpListener;
import dev.dcmrig.isotp.NResult;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client on a connection that is played by hand. */
class UdsClientTest {
  private static final long MARGIN_NANOS = 50_000_000;
  private static final long SECOND = 1_000_000_000;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Link link = new Link();
  private final UdsClient client =
      new UdsClient(
          timeline,
          listener -> {
            link.listener = listener;
            return link;
          },
          MARGIN_NANOS);
  private final List<UdsAnswer> answers = new ArrayList<>();

  /** Each message stays on its way until {@link #out} says that it is over. */
  private static final class Link implements IsoTpLink {
    private @Nullable IsoTpListener listener;
    private @Nullable Consumer<NResult> underWay;
    private final List<String> sent = new ArrayList<>();

    @Override
    public IsoTpAddress address() {
      return IsoTpAddress.normal(0x7E0, 0x7E8);
    }

    @Override
    public int longestSent() {
      return 4095;
    }

    @Override
    public void send(byte[] message, Consumer<NResult> result) {
      if (underWay != null) {
        throw new IllegalStateException("a message is under way");
      }
      sent.add(HexFormat.of().formatHex(message));
      underWay = result;
    }

    void out() {
      Consumer<NResult> over = Objects.requireNonNull(underWay);
      underWay = null;
      over.accept(NResult.N_OK);
    }

    IsoTpListener listener() {
      return Objects.requireNonNull(listener);
    }

    @Override
    public boolean sending() {
      return underWay != null;
    }

    @Override
    public void close() {}
  }

  private void ask(Service service, String message) {
    client.request(service, HexFormat.of().parseHex(message), answers::add);
  }

  /** The late response to an earlier request: its first frame stops the time, its end goes on. */
  @Test
  void aLateResponseToAnotherRequestLeavesTheTimeRunning() {
    ask(Service.DIAGNOSTIC_SESSION_CONTROL, "1003");
    link.out();
    link.listener().onFirstFrame(timeline.nowNanos(), 13);
    link.listener().onMessage(timeline.nowNanos(), HexFormat.of().parseHex("62f189312e302e30"));
    timeline.runUntil(SECOND);
    assertEquals(List.of(new UdsAnswer.Silence(Service.DIAGNOSTIC_SESSION_CONTROL, 0)), answers);
    assertEquals(1, client.ignoredResponses());
  }

  @Test
  void aRequestWaitsForTesterPresentThatIsOnItsWay() {
    client.keepSession(true);
    timeline.runUntil(UdsClient.KEEP_ALIVE_NANOS);
    assertEquals(List.of("3e80"), link.sent);
    ask(Service.READ_DATA_BY_IDENTIFIER, "22f190");
    assertEquals(List.of("3e80"), link.sent);
    link.out();
    assertEquals(List.of("3e80", "22f190"), link.sent);
    link.out();
    timeline.runUntil(UdsClient.KEEP_ALIVE_NANOS + SECOND);
    assertEquals(List.of(new UdsAnswer.Silence(Service.READ_DATA_BY_IDENTIFIER, 0)), answers);
  }
}
