// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import dev.dcmrig.sim.pins.PinBoard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the fault-insertion unit does to the DCM's lines, and what is noted of it. */
class EmulatedFaultsTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final PinBoard pins = new PinBoard(timeline);
  private final Notebook notebook = new Notebook(timeline, NoRecorder.INSTANCE);
  private final EmulatedFaults faults = new EmulatedFaults(pins, notebook);

  private Map<Line, Condition> wrong() {
    Map<Line, Condition> wrong = new EnumMap<>(Line.class);
    for (Line line : Line.values()) {
      if (pins.condition(line) != Condition.OK) {
        wrong.put(line, pins.condition(line));
      }
    }
    return wrong;
  }

  private Map<Line, Condition> with(Item item) {
    faults.inject(item);
    Map<Line, Condition> wrong = wrong();
    faults.clear(item);
    assertEquals(Map.of(), wrong(), item + " is cleared");
    return wrong;
  }

  @Test
  void eachItemHasALineOfItsOwnThatFailsAsSuchPartsDo() {
    assertEquals(Map.of(Line.MODEM, Condition.DEFECTIVE), with(Item.MODEM));
    assertEquals(Map.of(Line.CELLULAR_ANTENNA, Condition.OPEN), with(Item.ANTENNA));
    assertEquals(Map.of(Line.GNSS_ANTENNA, Condition.OPEN), with(Item.GNSS));
    assertEquals(Map.of(Line.SIM, Condition.MISSING), with(Item.SIM));
    assertEquals(Map.of(Line.MICROPHONE, Condition.OPEN), with(Item.MICROPHONE));
    assertEquals(Map.of(Line.SPEAKER, Condition.OPEN), with(Item.SPEAKER));
    assertEquals(Map.of(Line.BACKUP_BATTERY, Condition.DEFECTIVE), with(Item.BACKUP_BATTERY));
    assertEquals(Map.of(Line.SOS_SWITCH, Condition.OPEN), with(Item.SOS_SWITCH));
    assertEquals(Map.of(Line.CRASH_LINE, Condition.OPEN), with(Item.CRASH_SENSOR_LINK));
    assertEquals(Map.of(Line.SOFTWARE, Condition.DEFECTIVE), with(Item.SOFTWARE));
    assertEquals(Map.of(Line.FLASH, Condition.DEFECTIVE), with(Item.FLASH));
  }

  @Test
  void whatIsDoneIsNoted() {
    faults.inject(Item.SIM);
    faults.clear(Item.SIM);
    faults.wiredSosSwitch(true);
    assertTrue(pins.sosPressed());
    faults.wiredSosSwitch(false);
    assertFalse(pins.sosPressed());
    assertEquals(
        List.of(
            "fault.injected {item=SIM}",
            "fault.cleared {item=SIM}",
            "sosSwitch {pressed=true}",
            "sosSwitch {pressed=false}"),
        notebook.all().stream().map(note -> note.kind() + " " + note.details()).toList());
  }
}
