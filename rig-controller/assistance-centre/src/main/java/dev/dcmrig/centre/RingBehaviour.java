// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.api.EmergencyCentre.Occupant;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the centre behaves towards the calls to come; set by steps. */
final class RingBehaviour {
  Duration ringTime = Duration.ofSeconds(3);
  boolean answers = true;
  int refuseStatus;
  int refusals;
  boolean acknowledgesMsd = true;
  boolean rejectsMsd;
  Occupant occupant = Occupant.SPEAKS;
  List<String> servicesNeeded = List.of();
  double agentHertz = 440;
  @Nullable Duration talkTime;

  /** What it does wrong on purpose. */
  private final Set<Misbehaviour> wrong = EnumSet.noneOf(Misbehaviour.class);

  void misbehave(Misbehaviour how) {
    wrong.add(how);
  }

  void behave() {
    wrong.clear();
  }

  boolean does(Misbehaviour how) {
    return wrong.contains(how);
  }
}
