// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two agents on a link that loses, delays and cuts. */
class LinkFaultTest {
  private final SipPair pair = new SipPair();

  private static void answer(SipCall call) {
    call.answer(Map.of(), "application/sdp", new byte[] {'v'});
  }

  @Test
  void aLostInviteFailsAfterTheTimeOut() {
    pair.car.dropped.add(0);
    pair.callCentre();
    pair.run(Duration.ofSeconds(40));
    assertEquals(List.of("failed 408"), pair.car.events.log);
    assertEquals(0, pair.centre.incomingCalls);
  }

  @Test
  void aLostAnswerIsRepeatedAndTheCallConnectsOnce() {
    pair.centre.onIncoming = LinkFaultTest::answer;
    pair.centre.dropped.add(1);
    pair.callCentre();
    pair.run(Duration.ofSeconds(40));
    assertEquals(List.of("100", "200", "200"), pair.centre.sentKinds());
    assertEquals(List.of("INVITE", "ACK"), pair.car.sentKinds());
    assertEquals(List.of("connected"), pair.car.events.log);
    assertEquals(List.of("connected"), pair.centre.events.log);
  }

  @Test
  void aLostAckIsSentAgainForTheRepeatedAnswer() {
    pair.centre.onIncoming = LinkFaultTest::answer;
    pair.car.dropped.add(1);
    pair.callCentre();
    pair.run(Duration.ofSeconds(40));
    assertEquals(List.of("INVITE", "ACK", "ACK"), pair.car.sentKinds());
    assertEquals(List.of("connected"), pair.car.events.log);
    assertEquals(List.of("connected"), pair.centre.events.log);
  }

  @Test
  void allAcksLostEndsTheCallAtBothEnds() {
    pair.centre.onIncoming = LinkFaultTest::answer;
    for (int i = 1; i <= 11; i++) {
      pair.car.dropped.add(i);
    }
    pair.callCentre();
    pair.run(Duration.ofSeconds(40));
    assertEquals(List.of("ended NO_ACK"), pair.centre.events.log);
    assertEquals(List.of("connected", "ended REMOTE_BYE"), pair.car.events.log);
  }

  @Test
  void aLinkThatIsCutInTheMiddleOfTheInviteFailsTheCall() {
    pair.car.cutInMiddle.add(0);
    pair.callCentre();
    pair.run(Duration.ofSeconds(40));
    assertEquals(List.of("failed 503"), pair.car.events.log);
    assertEquals(0, pair.centre.incomingCalls);
  }

  @Test
  void aLinkThatIsCutInTheMiddleOfTheAnswerFailsTheCallAndLosesIt() {
    pair.centre.onIncoming = LinkFaultTest::answer;
    pair.centre.cutInMiddle.add(1);
    pair.callCentre();
    pair.run(Duration.ofSeconds(40));
    assertEquals(List.of("failed 503"), pair.car.events.log);
    assertEquals(List.of("ended CONNECTION_LOST"), pair.centre.events.log);
  }

  @Test
  void aLinkThatIsCutInACallLosesItAtBothEnds() {
    pair.centre.onIncoming = LinkFaultTest::answer;
    SipCall call = pair.callCentre();
    pair.settle();
    pair.cut();
    pair.settle();
    assertEquals(List.of("connected", "ended CONNECTION_LOST"), pair.car.events.log);
    assertEquals(List.of("connected", "ended CONNECTION_LOST"), pair.centre.events.log);
    assertEquals(SipCall.State.ENDED, call.state());
    int sent = pair.car.sent.size();
    call.end();
    pair.run(Duration.ofHours(1));
    assertEquals(sent, pair.car.sent.size());
  }

  @Test
  void aCancelAndAnAnswerThatCrossEndQuietly() {
    pair.centre.onIncoming = SipCall::ring;
    SipCall call = pair.callCentre();
    pair.settle();
    call.end();
    answer(pair.centre.call);
    pair.run(Duration.ofHours(1));
    assertEquals(List.of("INVITE", "CANCEL", "ACK", "BYE"), pair.car.sentKinds());
    assertEquals(List.of("100", "180", "200", "200", "200"), pair.centre.sentKinds());
    assertEquals(List.of("connected", "ended REMOTE_BYE"), pair.centre.events.log);
    assertEquals(List.of("ringing 180"), pair.car.events.log);
  }

  @Test
  void twoByesThatCrossEndQuietly() {
    pair.centre.onIncoming = LinkFaultTest::answer;
    SipCall call = pair.callCentre();
    pair.settle();
    call.end();
    pair.centre.call.end();
    pair.run(Duration.ofHours(1));
    assertEquals(List.of("INVITE", "ACK", "BYE", "200"), pair.car.sentKinds());
    assertEquals(List.of("100", "200", "BYE", "200"), pair.centre.sentKinds());
    assertEquals(List.of("connected"), pair.car.events.log);
    assertEquals(List.of("connected"), pair.centre.events.log);
  }

  @Test
  void theRegistrarCanCallBackOnTheConnectionThatRegistered() {
    List<Integer> results = new ArrayList<>();
    pair.car.agent.register(
        pair.car.connection,
        "sip:assist.dcmrig.example",
        "sip:+61491570156@dcmrig.example",
        Duration.ofHours(1),
        result -> results.add(result.status()));
    pair.settle();
    assertEquals(List.of(200), results);
    pair.car.onIncoming = LinkFaultTest::answer;
    pair.centre.agent.call(
        pair.centre.connection,
        new SipUserAgent.OutgoingCall(
            "sip:+61491570156@10.64.0.2:5060;transport=tcp",
            "sip:centre@assist.dcmrig.example",
            "sip:+61491570156@dcmrig.example",
            Map.of(),
            "application/sdp",
            new byte[] {'v'}),
        pair.centre.events);
    pair.settle();
    assertEquals(List.of("register 3600", "connected"), pair.centre.events.log);
    assertEquals(List.of("connected"), pair.car.events.log);
  }

  private static List<String> transcript(long seed) {
    SipPair each = new SipPair(seed);
    each.centre.onIncoming = LinkFaultTest::answer;
    SipCall call = each.callCentre();
    each.settle();
    call.info(Map.of(), "text/plain", new byte[] {'x'});
    each.settle();
    call.end();
    each.settle();
    List<String> all = new ArrayList<>(each.car.sent);
    all.addAll(each.centre.sent);
    return all;
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertEquals(transcript(7), transcript(7));
    assertNotEquals(transcript(7), transcript(8));
  }
}
