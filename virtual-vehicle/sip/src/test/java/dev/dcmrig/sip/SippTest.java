// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.sdp.Direction;
import dev.dcmrig.ecall.sdp.Sdp;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent on a real socket against SIPp: an independent peer that calls, answers, misbehaves. */
@Tag("sipp")
class SippTest {
  private static final int BOUND_SECONDS = 60;

  /** Short, so that 64 T1 are 1.28 s. */
  private static final Duration T1 = Duration.ofMillis(20);

  private static final byte[] ANSWER =
      Sdp.offer(9, "127.0.0.1", 30_000, Direction.SENDRECV).write();

  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final RealTimeline timeline = new RealTimeline("sipp test", e -> log.add("thrown " + e));
  private final SipUserAgent agent =
      SipUserAgents.create(
          timeline,
          Seed.of(1).stream(),
          new SipSettings("dcm-rig", "centre", T1, Map.of()),
          new AgentListener());
  private Consumer<SipCall> onIncoming = call -> call.answer(Map.of(), "application/sdp", ANSWER);
  private volatile SipMessageView invite;
  private volatile SipCall call;
  private Runnable onInfo = () -> {};
  private Runnable onConnected = () -> {};
  private ServerSocket server;
  private Sipp sipp;

  private final class AgentListener implements SipUserAgent.Listener {
    @Override
    public SipCall.Listener incoming(
        SipConnection connection, SipCall incoming, SipMessageView message) {
      invite = message;
      call = incoming;
      onIncoming.accept(incoming);
      return new CallListener();
    }

    @Override
    public void malformed(SipConnection connection, String why) {
      log.add("malformed " + why);
    }
  }

  private final class CallListener implements SipCall.Listener {
    @Override
    public void ringing(SipMessageView response) {
      log.add("ringing " + response.status());
    }

    @Override
    public void connected(SipMessageView message) {
      log.add("connected");
      onConnected.run();
    }

    @Override
    public void failed(int status, String reason) {
      log.add("failed " + status);
    }

    @Override
    public void ended(SipCall.EndReason reason) {
      log.add("ended " + reason);
    }

    @Override
    public SipAnswer info(SipMessageView request) {
      log.add("info " + new String(request.body(), StandardCharsets.US_ASCII).strip());
      onInfo.run();
      return SipAnswer.OK;
    }

    @Override
    public void infoAnswered(SipMessageView response) {
      log.add("infoAnswered " + response.status());
    }
  }

  @BeforeEach
  void sippIsThere() {
    Sipp.mustBeThere();
  }

  @AfterEach
  void close() throws IOException {
    if (sipp != null) {
      sipp.kill();
    }
    if (server != null) {
      server.close();
    }
    timeline.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void sippCalls(String scenario) throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread acceptor =
        new Thread(
            () -> {
              try {
                while (true) {
                  new SocketLink(server.accept(), timeline, agent).open();
                }
              } catch (IOException e) {
                // Closed at the end of the test.
              }
            });
    acceptor.setDaemon(true);
    acceptor.start();
    sipp = Sipp.start(scenario, freePort(), "127.0.0.1:" + server.getLocalPort());
  }

  private void sippIsCalled(String scenario) throws Exception {
    int port = freePort();
    sipp = Sipp.start(scenario, port, "");
    SocketLink link = new SocketLink(connect(port), timeline, agent).open();
    timeline.post("test", () -> place(link));
  }

  private void place(SocketLink link) {
    call =
        agent.call(
            link,
            new SipUserAgent.OutgoingCall(
                "sip:+61800555911@assist.dcmrig.example;user=phone",
                "sip:+61491570156@dcmrig.example;user=phone",
                "sip:+61800555911@assist.dcmrig.example;user=phone",
                Map.of(),
                "application/sdp",
                ANSWER),
            new CallListener());
  }

  /** Until sipp listens, which takes it a moment. */
  private Socket connect(int port) throws Exception {
    for (int i = 0; i < 200 && sipp.isRunning(); i++) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    sipp.assertPassed();
    return fail("sipp doesn't listen");
  }

  private void assertTold(String... words) throws InterruptedException {
    for (String word : words) {
      assertEquals(word, log.poll(BOUND_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void sippCallsWithAMinimumSetOfData() throws Exception {
    onIncoming =
        each -> {
          each.ring();
          each.answer(Map.of(), "application/sdp", ANSWER);
        };
    sippCalls("uac-msd");
    assertTold("connected", "ended REMOTE_BYE");
    sipp.assertPassed();
    Multipart body = Multipart.parse(invite.contentType(), invite.body());
    Msd msd = MsdCodec.decode(body.part(Msd.CONTENT_TYPE).orElseThrow().body());
    assertEquals("ECALLEXAMPLE02013", msd.vin());
    assertEquals(1_367_878_452L, msd.timestampSeconds());
    Sdp offer = Sdp.parse(body.part("application/sdp").orElseThrow().body());
    assertEquals(40_000, offer.pcmu().orElseThrow().port());
  }

  @Test
  void sippNeverAcknowledgesAndGetsABye() throws Exception {
    sippCalls("uac-no-ack");
    assertTold("ended NO_ACK");
    sipp.assertPassed();
  }

  @Test
  void sippSendsALateBye() throws Exception {
    sippCalls("uac-late-bye");
    assertTold("connected", "ended REMOTE_BYE");
    sipp.assertPassed();
  }

  @Test
  void sippCancels() throws Exception {
    onIncoming = SipCall::ring;
    sippCalls("uac-cancel");
    assertTold("ended REMOTE_CANCEL");
    sipp.assertPassed();
  }

  @Test
  void sippSendsGarbageAndThenSense() throws Exception {
    sippCalls("uac-garbage");
    sipp.assertPassed();
    assertTrue(log.isEmpty(), log.toString());
  }

  @Test
  void infoGoesBothWaysWithSipp() throws Exception {
    onInfo =
        () ->
            timeline.post("test", () -> call.info(Map.of(), "text/plain", new byte[] {'x', '\n'}));
    sippCalls("uac-info");
    assertTold("connected", "info hello", "infoAnswered 200", "ended REMOTE_BYE");
    sipp.assertPassed();
  }

  @Test
  void sippAnswersTheAgent() throws Exception {
    onConnected = () -> call.end();
    sippIsCalled("uas-answers");
    assertTold("ringing 180", "connected");
    sipp.assertPassed();
  }

  @ParameterizedTest
  @ValueSource(ints = {486, 503})
  void sippRefusesTheAgent(int status) throws Exception {
    sippIsCalled("uas-" + status);
    assertTold("failed " + status);
    sipp.assertPassed();
  }

  @Test
  void theAgentCancelsACallToSipp() throws Exception {
    sippIsCalled("uas-cancelled");
    assertTold("ringing 180");
    timeline.post("test", () -> call.end());
    sipp.assertPassed();
    assertEquals(List.of(), List.copyOf(log));
  }

  @Test
  void sippHangsUpOnTheAgent() throws Exception {
    sippIsCalled("uas-hangs-up");
    assertTold("connected", "ended REMOTE_BYE");
    sipp.assertPassed();
  }

  @Test
  void sippIsSilentAndTheAgentGivesUp() throws Exception {
    sippIsCalled("uas-silent");
    assertTold("failed 408");
  }
}
