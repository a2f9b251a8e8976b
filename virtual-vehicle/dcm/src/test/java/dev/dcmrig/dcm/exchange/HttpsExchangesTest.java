// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries, gaps and what takes the place of what; gaps are 5 s, 10 s, 20 s without a random part. */
class HttpsExchangesTest extends AgainstAService {
  private static final String BUSY = FakeService.status(503);

  private List<String> bodies(Kind kind) {
    return service.to(kind).stream().map(FakeService.Seen::body).toList();
  }

  private void position(int number) {
    exchanges.post(Kind.POSITION, "{\"sequence\":" + number + "}");
  }

  private List<Integer> positions() {
    return bodies(Kind.POSITION).stream()
        .map(body -> Integer.parseInt(body.replaceAll("[^0-9]", "")))
        .toList();
  }

  // Gaps.

  @Test
  void askingAgainDoesNotShortenTheGap() {
    profile();
    answers(BUSY);
    ask(Kind.TRACKING_ORDER);
    for (int second = 0; second < 36; second++) {
      pass(1);
      ask(Kind.TRACKING_ORDER);
    }
    assertEquals(List.of(0.0, 5.0, 15.0, 35.0), seconds(Kind.TRACKING_ORDER));
  }

  @Test
  void askingAgainKeepsToRetryAfter() {
    profile();
    answers(FakeService.status(503, "Retry-After: 600"));
    ask(Kind.TRACKING_ORDER);
    pass(1);
    answers(FakeService.json("{\"active\":false}"));
    ask(Kind.TRACKING_ORDER);
    pass(598);
    assertEquals(List.of(0.0), seconds(Kind.TRACKING_ORDER));
    pass(2);
    assertEquals(List.of(0.0, 600.0), seconds(Kind.TRACKING_ORDER));
    assertEquals(1, told.size(), "only the newest question is answered");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRACKING_ORDER", "CONFIGURATION"})
  void whatWasAskedForDuringATryWaitsForTheGapToo(Kind kind) {
    profile();
    answers("");
    ask(kind);
    pass(1);
    ask(kind);
    pass(1);
    service.last().says(BUSY);
    pass(4);
    assertEquals(List.of(0.0), seconds(kind));
    answers(FakeService.json("{\"active\":false,\"emergencyCall\":\"enabled\"}"));
    pass(2);
    assertEquals(List.of(0.0, 7.0), seconds(kind));
    assertEquals(1, told.size());
  }

  @Test
  void aQuestionThatWasGivenUpLeavesItsGapToTheNext() {
    profile("telematics.tries=1");
    answers("");
    ask(Kind.CONFIGURATION);
    pass(1);
    ask(Kind.CONFIGURATION);
    service.last().says(BUSY);
    pass(4);
    assertEquals(1, seconds(Kind.CONFIGURATION).size());
    pass(2);
    assertEquals(List.of(0.0, 6.0), seconds(Kind.CONFIGURATION));
  }

  @Test
  void aNewerPositionKeepsToRetryAfter() {
    profile();
    answers(FakeService.status(429, "Retry-After: 90"));
    position(1);
    pass(60);
    answers(FakeService.ACCEPTED);
    position(2);
    pass(60);
    position(3);
    pass(60);
    assertEquals(List.of(0.0, 90.0, 120.0), seconds(Kind.POSITION));
    assertEquals(List.of(1, 2, 3), positions());
  }

  // What must not leave any more.

  @Test
  void aRevisedMessageLeavesInItsNewFormUnderItsOldKey() {
    profile();
    answers("");
    exchanges.post(Kind.COMMAND_RESULT, "{\"at\":1}");
    exchanges.post(Kind.COMMAND_RESULT, "{\"at\":2}");
    pass(1);
    exchanges.revise(Kind.COMMAND_RESULT, json -> json.replace("at", "not"));
    answers(FakeService.ACCEPTED);
    service.last().says(BUSY);
    pass(60);
    assertEquals(List.of("{\"at\":1}", "{\"not\":1}", "{\"not\":2}"), bodies(Kind.COMMAND_RESULT));
    List<FakeService.Seen> seen = service.to(Kind.COMMAND_RESULT);
    assertEquals(seen.get(0).key(), seen.get(1).key());
  }

  @Test
  void aRevisedMessageIsKeptInItsNewForm() {
    profile();
    service.coverage = false;
    exchanges.post(Kind.COMMAND_RESULT, "{\"at\":1}");
    exchanges.revise(Kind.COMMAND_RESULT, json -> "{}");
    exchanges.off();
    service.coverage = true;
    exchanges.on();
    pass(1);
    assertEquals(List.of("{}"), bodies(Kind.COMMAND_RESULT));
  }

  @Test
  void whatMadeRoomIsNotTriedAgain() {
    profile("telematics.queue=1");
    answers(BUSY);
    exchanges.post(Kind.COMMAND_RESULT, "{\"at\":1}");
    pass(1);
    answers(FakeService.ACCEPTED);
    exchanges.post(Kind.COMMAND_RESULT, "{\"at\":2}");
    pass(60);
    assertEquals(List.of("{\"at\":1}", "{\"at\":2}"), bodies(Kind.COMMAND_RESULT));
    assertEquals(List.of(0.0, 5.0), seconds(Kind.COMMAND_RESULT), "the gap is that of before");
  }

  @Test
  void whatMadeRoomDuringItsTryIsNotTriedAgainEither() {
    profile("telematics.queue=1");
    answers("");
    exchanges.post(Kind.COMMAND_RESULT, "{\"at\":1}");
    pass(1);
    exchanges.post(Kind.EMERGENCY_EVENT, "{}");
    service.connections.get(0).says(BUSY);
    pass(60);
    assertEquals(1, service.to(Kind.COMMAND_RESULT).size());
  }

  // Positions.

  @Test
  void withoutAQueueANewerPositionReplacesOneWhoseTryFails() {
    profile();
    answers("");
    position(1);
    pass(9);
    position(2);
    pass(1);
    answers(FakeService.ACCEPTED);
    pass(60);
    assertEquals(List.of(1, 2), positions());
    assertEquals(List.of(0.0, 15.0), seconds(Kind.POSITION));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void asManyPositionsAsTheQueueHoldsArriveAfterAnHourWithoutCoverageBeforeTheOneThatIsDue(
      int queue) {
    profile("svt.queue=" + queue);
    service.coverage = false;
    for (int number = 1; number <= 60; number++) {
      position(number);
      pass(60);
    }
    service.coverage = true;
    position(61);
    pass(59);
    List<Integer> expected =
        switch (queue) {
          case 1 -> List.of(60, 61);
          case 3 -> List.of(58, 59, 60, 61);
          default -> List.of(61);
        };
    assertEquals(expected, positions());
  }

  @Test
  void aPositionThatIsRefusedIsNotKept() {
    profile("svt.queue=3");
    answers(FakeService.status(404));
    position(1);
    pass(60);
    answers(FakeService.ACCEPTED);
    position(2);
    pass(60);
    assertEquals(List.of(1, 2), positions());
  }

  @Test
  void whatIsForgottenIsNotKeptEither() {
    profile("svt.queue=3");
    service.coverage = false;
    position(1);
    pass(60);
    exchanges.forget(Kind.POSITION);
    service.coverage = true;
    pass(600);
    assertTrue(positions().isEmpty());
  }
}
