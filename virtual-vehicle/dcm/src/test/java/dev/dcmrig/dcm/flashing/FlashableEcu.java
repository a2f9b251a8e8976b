// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.flashing;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.uds.DtcMemory;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.UdsServer;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.EcuFile.Data;
import dev.dcmrig.uds.data.EcuFile.Origin;
import dev.dcmrig.uds.data.EcuFile.Routine;
import dev.dcmrig.uds.data.EcuFile.SecurityLevel;
import dev.dcmrig.uds.data.FlashActions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An ECU on a bus that takes software, and what it was asked. */
public final class FlashableEcu {
  public static final String OLD = "V01.00.00";
  public static final String NEW = "V02.00.00";
  public static final String HARDWARE = "HW-1";

  private static final int REQUEST = 0x737;
  private static final int RESPONSE = 0x73F;
  private static final int FIRST_FRAME = 0x10;
  private static final int FIRST_FRAME_DATA = 6;

  public final CarDiagnostics.Ecu ecu =
      new CarDiagnostics.Ecu("navigation", 0x7DF, REQUEST, RESPONSE, file());

  /** Requests to it: the first bytes of each, in hexadecimal digits. */
  public final List<String> asked = new ArrayList<>();

  public final FlashActions actions;

  public FlashableEcu(VirtualTimeline timeline, EmulatedBus bus) {
    this.actions =
        new FlashActions(ecu.file(), Map.of(Origin.SOFTWARE_VERSION, () -> letters(version()))) {
          @Override
          public void reset(int type) {
            timeline.after(Duration.ofMillis(20).toNanos(), this::boots);
          }
        };
    UdsNode uds =
        new UdsNode(
            timeline,
            bus,
            ecu.alone(),
            ecu.fromAll(),
            /* hearsItself= */ false,
            () ->
                new UdsServer(
                    timeline,
                    ecu.file().description(),
                    actions,
                    new DtcMemory(ecu.file().description())));
    CanNode node =
        bus.connect(
            "ecu",
            (nanos, frame) -> {
              if (uds.isAsked(frame)) {
                uds.received(nanos, frame);
              }
            });
    uds.connected(node);
    bus.listen("requests", this::note);
  }

  public String version() {
    return actions.running().orElse(OLD);
  }

  /** How often it was asked to erase what it has. */
  public long erasures() {
    return asked.stream().filter("3101FF00"::equals).count();
  }

  private static byte[] letters(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void note(long nanos, Frame frame) {
    if (frame.id() != REQUEST || (frame.at(0) & 0xF0) > FIRST_FRAME) {
      return;
    }
    boolean single = (frame.at(0) & 0xF0) == 0;
    int from = single ? 1 : 2;
    int length = single ? frame.at(0) & 0xF : FIRST_FRAME_DATA;
    // What tells one request from another: routines have an identifier of two bytes.
    int service = frame.at(from) & 0xFF;
    int shown = Math.min(length, service == 0x31 ? 4 : service == 0x22 ? 3 : 2);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < (service == 0x36 || service == 0x34 ? 1 : shown); at++) {
      text.append(String.format("%02X", frame.at(from + at) & 0xFF));
    }
    asked.add(text.toString());
  }

  private static EcuFile file() {
    return new EcuFile(
        "head unit",
        Duration.ofMillis(50),
        Duration.ofSeconds(5),
        List.of(new SecurityLevel(1, "secret")),
        List.of(
            data("0xF189", OLD, Optional.of(Origin.SOFTWARE_VERSION)),
            data("0xF191", HARDWARE, Optional.empty())),
        List.of(routine("0xFF00", 0), routine("0xFF01", 0), routine("0x0202", 4)),
        List.of(),
        List.of(),
        Optional.of(new EcuFile.Flash("0x10000", 65_536, 130, 1)));
  }

  private static Data data(String did, String text, Optional<Origin> from) {
    return new Data(did, "data", Optional.of(text), Optional.empty(), 0, from, List.of(), 0);
  }

  private static Routine routine(String id, int optionLength) {
    return new Routine(id, "routine", List.of("programming"), 1, List.of("start"), optionLength);
  }
}
