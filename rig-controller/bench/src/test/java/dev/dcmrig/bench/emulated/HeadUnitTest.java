// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Vehicle.UpdateAnswer;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the head unit shows of the frames of a DCM, and what it sends. */
class HeadUnitTest {
  private static final RigHome HOME = RigHome.find();
  private static final VehicleBinding CAR =
      VehicleFile.read(HOME, HOME.configs().resolve("vehicles/reference.yaml"), new Problems())
          .orElseThrow()
          .binding();

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final EmulatedBus bus = new EmulatedBus("emulated:vehicle", timeline, BitRates.DEFAULT);
  private final Notebook notebook = new Notebook(timeline, NoRecorder.INSTANCE);
  private final HeadUnit unit = new HeadUnit(CAR, bus, timeline, notebook);
  private final DomainWriter dcm =
      CAR.writers(
              DomainValue.DCM_UPDATE_STATE,
              DomainValue.DCM_UPDATE_VERSION,
              DomainValue.DCM_UPDATE_MINUTES)
          .get(0);
  private final List<Frame> heard = new ArrayList<>();

  @AfterEach
  void close() {
    unit.close();
  }

  /** The DCM says so at a time; the frame. */
  private Frame says(long millis, String state, int version, int minutes) {
    dcm.set(DomainValue.DCM_UPDATE_STATE, state);
    dcm.set(DomainValue.DCM_UPDATE_VERSION, version);
    dcm.set(DomainValue.DCM_UPDATE_MINUTES, minutes);
    Frame frame = dcm.next();
    unit.onFrame(Duration.ofMillis(millis).toNanos(), frame);
    return frame;
  }

  private static UpdateView view(long millis, String state, String version, int minutes) {
    return new UpdateView(Duration.ofMillis(millis), state, version, minutes);
  }

  @Test
  void whatChangesIsShownWithItsVersionAndMinutesAndWhatIsSaidAgainIsNot() {
    says(1_000, "OFFERED", 0x020A11, 3);
    says(2_000, "OFFERED", 0x020A11, 2);
    says(3_000, "INSTALLING", 0x020A11, 2);
    says(4_000, "INSTALLING", 0x020A12, 2);
    assertEquals(
        List.of(
            view(1_000, "OFFERED", "2.10.17", 3),
            view(3_000, "INSTALLING", "2.10.17", 2),
            view(4_000, "INSTALLING", "2.10.18", 2)),
        unit.views());
    assertEquals(4, unit.messages().size());
    assertEquals(Duration.ofSeconds(4), unit.messages().get(3));
    assertEquals(3, notebook.all().size());
    assertEquals("update.shown", notebook.all().get(0).kind());
    assertEquals(
        "{minutes=3, state=OFFERED, version=2.10.17}", notebook.all().get(0).details().toString());
  }

  @Test
  void whatIsSaidAfterMoreThanTwoSecondsIsShownAnew() {
    says(1_000, "OFFERED", 0x020000, 3);
    says(3_000, "OFFERED", 0x020000, 3);
    assertEquals(1, unit.views().size());
    says(5_001, "OFFERED", 0x020000, 3);
    assertEquals(view(5_001, "OFFERED", "2.0.0", 3), unit.views().get(1));
  }

  @Test
  void otherMessagesAreNotLookedAt() {
    Frame other = Frame.classic(0x123, (byte) 1);
    unit.onFrame(0, other);
    assertEquals(List.of(), unit.views());
    assertEquals(List.of(), unit.messages());
  }

  @Test
  void moreViewsThanAreKeptBreakTheBench() {
    for (int each = 0; each < 10_000; each++) {
      says(each * 100L, each % 2 == 0 ? "OFFERED" : "ANNOUNCED", 0x020000, 3);
    }
    assertEquals(10_000, unit.views().size());
    BenchBroken thrown =
        assertThrows(BenchBroken.class, () -> says(1_000_000, "OFFERED", 0x020000, 3));
    assertTrue(thrown.getMessage().contains("10000 views"), thrown::getMessage);
  }

  @Test
  void ofMessagesTheNewestAreKept() {
    for (int each = 0; each <= 100_000; each++) {
      says(each * 100L, "OFFERED", 0x020000, 3);
    }
    assertEquals(100_000, unit.messages().size());
    assertEquals(Duration.ofMillis(100), unit.messages().get(0));
  }

  @Test
  void itIsOnTheBusOnceSomebodyAnswersAndSendsEachAnswer() {
    DomainReader reader = CAR.reader(timeline);
    bus.connect(
        "dcm",
        (nanos, frame) -> {
          heard.add(frame);
          reader.onFrame(nanos, frame);
        });
    assertEquals(List.of(), heard);
    for (UpdateAnswer answer : UpdateAnswer.values()) {
      unit.answer(answer);
      timeline.runUntil(timeline.nowNanos() + Duration.ofMillis(10).toNanos());
      assertEquals(answer.name(), reader.word(DomainValue.UPDATE_ANSWER));
    }
    assertEquals(UpdateAnswer.values().length, heard.size());
  }

  @Test
  void whoWaitsForAViewIsToldOfIt() {
    timeline.after(Duration.ofSeconds(1).toNanos(), () -> says(1_000, "OFFERED", 0x020000, 3));
    long limit = Duration.ofSeconds(9).toNanos();
    assertTrue(timeline.runUntil(() -> !unit.views().isEmpty(), limit));
    assertEquals(Duration.ofSeconds(1).toNanos(), timeline.nowNanos());
  }
}
