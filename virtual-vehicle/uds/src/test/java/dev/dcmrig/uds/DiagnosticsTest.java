// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.isotp.AddressFormat;
import dev.dcmrig.isotp.BusIsoTpLink;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpFaults;
import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.IsoTpListener;
import dev.dcmrig.isotp.IsoTpOptions;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.isotp.NResult;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Client and ECUs over ISO-TP on an emulated bus. */
class DiagnosticsTest {
  private static final IsoTpAddress.Side ALL = IsoTpAddress.Side.of(0x7DF);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final EmulatedBus bus = new EmulatedBus("emulated:test", timeline, BitRates.DEFAULT);
  private final List<String> frames = new ArrayList<>();
  private final List<UdsAnswer> answers = new ArrayList<>();
  private final IsoTpStack testerStack = new IsoTpStack(bus, timeline, "tester", 0);
  private final SmallEcu dcm = new SmallEcu(timeline);
  private BusIsoTpLink dcmLink;

  DiagnosticsTest() {
    bus.listen("recorder", (nanos, frame) -> frames.add(frame.toString()));
  }

  @AfterEach
  void close() {
    bus.close();
  }

  private static Function<IsoTpListener, IsoTpLink> on(IsoTpStack stack, IsoTpAddress address) {
    return listener -> stack.open(address, IsoTpOptions.CLASSIC, listener);
  }

  private UdsEcu plugIn(SmallEcu ecu, int requestId, String name) {
    IsoTpStack stack = new IsoTpStack(bus, timeline, name, 0);
    return new UdsEcu(
        ecu.server,
        listener -> {
          IsoTpAddress address = IsoTpAddress.normal(requestId + 8, requestId);
          dcmLink = stack.open(address, IsoTpOptions.CLASSIC, listener);
          return dcmLink;
        },
        on(stack, IsoTpAddress.fromAll(AddressFormat.NORMAL, ALL)));
  }

  private UdsClient client(int requestId) {
    return new UdsClient(
        timeline, on(testerStack, IsoTpAddress.normal(requestId, requestId + 8)), 1_000_000);
  }

  private UdsAnswer ask(UdsClient client, Request request) {
    int before = answers.size();
    client.request(
        request,
        answer -> {
          answers.add(answer);
          timeline.changed();
        });
    timeline.runUntil(() -> answers.size() > before, timeline.nowNanos() + 600 * SmallEcu.SECOND);
    return answers.get(before);
  }

  private byte[] positive(UdsClient client, Request request) {
    UdsAnswer answer = ask(client, request);
    if (answer instanceof UdsAnswer.Positive positive) {
      return positive.data();
    }
    throw new AssertionError(answer.toString());
  }

  private void unlock(UdsClient client) {
    positive(client, new Request.SessionControl(3, false));
    byte[] seed = positive(client, new Request.SecurityAccess(1, new byte[0]));
    byte[] key = {(byte) ~seed[1], (byte) ~seed[2]};
    positive(client, new Request.SecurityAccess(2, key));
  }

  @Test
  void longDataComeOverManyFrames() {
    plugIn(dcm, 0x7E0, "dcm");
    byte[] data = positive(client(0x7E0), new Request.ReadData(List.of(0xF190, 0x0100)));
    assertEquals(2 + 17 + 2 + 2, data.length);
    assertTrue(frames.contains("7E8#1018" + "62F19044434D"), frames::toString);
  }

  @Test
  void aSessionTeachesTheClientItsTimesAndIsKept() {
    plugIn(dcm, 0x7E0, "dcm");
    UdsClient tester = client(0x7E0);
    positive(tester, new Request.SessionControl(3, false));
    assertEquals(100 * SmallEcu.MILLI, tester.p2Nanos());
    assertEquals(2 * SmallEcu.SECOND, tester.p2StarNanos());
    tester.keepSession(true);
    dcm.pass(61 * SmallEcu.SECOND);
    assertEquals(3, dcm.server.session());
    assertEquals(30, frames.stream().filter("7E0#023E80"::equals).count());
    tester.keepSession(false);
    dcm.pass(6 * SmallEcu.SECOND);
    assertEquals(1, dcm.server.session());
  }

  @Test
  void memoryIsErasedAndFlashedBlockByBlock() {
    plugIn(dcm, 0x7E0, "dcm");
    UdsClient tester = client(0x7E0);
    unlock(tester);
    positive(tester, new Request.RoutineControl(1, false, 0xFF00, new byte[0]));
    positive(tester, new Request.RequestDownload(0, 0x1000, 100));
    for (int n = 0; n < 5; n++) {
      byte[] block = new byte[20];
      Arrays.fill(block, (byte) (n + 1));
      assertArrayEquals(
          new byte[] {(byte) (n + 1)}, positive(tester, new Request.TransferData(n + 1, block)));
    }
    positive(tester, new Request.TransferExit(new byte[0]));
    assertEquals(5, dcm.flash[99]);
    assertEquals(2, frames.stream().filter("7E8#037F3178"::equals).count());
  }

  @Test
  void noEcuIsSilenceAfterP2() {
    bus.connect("somebody", (nanos, frame) -> {});
    UdsClient tester = client(0x7E0);
    assertEquals(
        new UdsAnswer.Silence(Service.TESTER_PRESENT, 0),
        ask(tester, new Request.TesterPresent(false)));
    assertTrue(timeline.nowNanos() > 51 * SmallEcu.MILLI, "P2 and the margin");
    assertTrue(timeline.nowNanos() < 52 * SmallEcu.MILLI, "P2 and the margin");
    UdsAnswer broken = ask(tester, new Request.WriteData(0x0100, new byte[20]));
    assertEquals(
        new UdsAnswer.Broken(Service.WRITE_DATA_BY_IDENTIFIER, NResult.N_TIMEOUT_BS), broken);
  }

  @Test
  void aResponseThatDoesNotComeWholeIsBroken() {
    plugIn(dcm, 0x7E0, "dcm");
    Objects.requireNonNull(dcmLink).faults(IsoTpFaults.stops(2));
    UdsAnswer answer = ask(client(0x7E0), new Request.ReadData(List.of(0xF190)));
    assertEquals(
        new UdsAnswer.Broken(Service.READ_DATA_BY_IDENTIFIER, NResult.N_TIMEOUT_CR), answer);
  }

  @Test
  void pendingIsWaitedForWithinP2StarAndNotForEver() {
    CanNode ecu = bus.connect("by hand", (nanos, frame) -> {});
    UdsClient tester = client(0x7E0);
    Frame pending = Frame.classic(0x7E8, SmallEcu.hex("037F1178"));
    timeline.after(20 * SmallEcu.MILLI, () -> ecu.send(pending));
    assertEquals(
        new UdsAnswer.Silence(Service.ECU_RESET, 1), ask(tester, new Request.EcuReset(1, false)));
    assertTrue(timeline.nowNanos() > 5 * SmallEcu.SECOND);
    for (int n = 1; n <= UdsClient.MAX_PENDING + 1; n++) {
      timeline.after(n * 10 * SmallEcu.MILLI, () -> ecu.send(pending));
    }
    assertEquals(
        new UdsAnswer.EndlessPending(Service.ECU_RESET),
        ask(tester, new Request.EcuReset(1, false)));
  }

  @Test
  void foreignResponsesAreNotTakenForTheAnswer() {
    CanNode ecu = bus.connect("by hand", (nanos, frame) -> {});
    UdsClient tester = client(0x7E0);
    for (String response : List.of("0162", "037F2231", "037F11", "0151")) {
      Frame frame = Frame.classic(0x7E8, SmallEcu.hex(response));
      timeline.after((frames.size() + 1) * SmallEcu.MILLI, () -> ecu.send(frame));
    }
    assertTrue(ask(tester, new Request.EcuReset(1, false)) instanceof UdsAnswer.Positive);
    assertEquals(2, tester.ignoredResponses());
    assertThrows(
        IllegalStateException.class,
        () -> {
          tester.request(new Request.EcuReset(1, false), answers::add);
          tester.request(new Request.EcuReset(1, false), answers::add);
        });
  }

  @Test
  void aRequestToAllIsAnsweredByThoseWhoKnowIt() {
    plugIn(dcm, 0x7E0, "dcm");
    SmallEcu radio = new SmallEcu(timeline);
    plugIn(radio, 0x7E1, "radio");
    radio.ask("1003");
    UdsClient toDcm = client(0x7E0);
    UdsClient toRadio = client(0x7E1);
    UdsClient toNobody = client(0x7E2);
    IsoTpLink toAll =
        testerStack.open(
            IsoTpAddress.toAll(AddressFormat.NORMAL, ALL),
            IsoTpOptions.CLASSIC,
            (nanos, message) -> {});
    UdsGroup group =
        new UdsGroup(toAll, Map.of("dcm", toDcm, "radio", toRadio, "nobody", toNobody));
    List<Map<String, UdsAnswer>> all = new ArrayList<>();
    // The DCM is in its default session, where it says nothing to this.
    group.request(new Request.ControlDtcSetting(2, false), all::add);
    dcm.pass(SmallEcu.SECOND);
    assertEquals(1, all.size());
    UdsAnswer silence = new UdsAnswer.Silence(Service.CONTROL_DTC_SETTING, 0);
    assertEquals(silence, all.get(0).get("dcm"));
    assertEquals(silence, all.get(0).get("nobody"));
    assertTrue(all.get(0).get("radio") instanceof UdsAnswer.Positive);
    group.request(new Request.TesterPresent(true), all::add);
    dcm.pass(SmallEcu.SECOND);
    assertEquals(new UdsAnswer.Silence(Service.TESTER_PRESENT, 0), all.get(1).get("radio"));
  }

  @Test
  void aClosedEcuSaysNothing() {
    UdsEcu ecu = plugIn(dcm, 0x7E0, "dcm");
    ecu.close();
    bus.connect("somebody", (nanos, frame) -> {});
    assertTrue(ask(client(0x7E0), new Request.TesterPresent(false)) instanceof UdsAnswer.Silence);
    assertEquals(0, ecu.droppedResponses());
  }
}
