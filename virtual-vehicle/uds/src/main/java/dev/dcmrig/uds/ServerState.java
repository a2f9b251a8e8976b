// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.sim.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a server remembers from one request to the next; a change of session forgets most. */
final class ServerState {
  final EcuDescription ecu;
  final EcuActions actions;
  final DtcMemory dtcs;
  final Timeline timeline;

  private int session = EcuDescription.DEFAULT_SESSION;
  private final Set<Integer> unlocked = new HashSet<>();

  /** Forgotten with the session, by whoever keeps it. */
  private final List<Runnable> onSessionEnd = new ArrayList<>();

  ServerState(Timeline timeline, EcuDescription ecu, EcuActions actions, DtcMemory dtcs) {
    this.timeline = timeline;
    this.ecu = ecu;
    this.actions = actions;
    this.dtcs = dtcs;
  }

  int session() {
    return session;
  }

  /** Enters a session, also the one that there is: what was unlocked is locked again (10.2). */
  void enter(int next) {
    session = next;
    unlocked.clear();
    onSessionEnd.forEach(Runnable::run);
    if (next == EcuDescription.DEFAULT_SESSION) {
      dtcs.setting(true);
      actions.communication(0, 1);
    }
  }

  void atSessionEnd(Runnable task) {
    onSessionEnd.add(task);
  }

  /** One level at a time (10.4.1). */
  void unlock(int level) {
    unlocked.clear();
    unlocked.add(level);
  }

  boolean isUnlocked(int level) {
    return level == EcuDescription.NO_LEVEL || unlocked.contains(level);
  }

  boolean inSession(EcuDescription.Rule rule) {
    return rule.sessions().contains(session);
  }

  boolean secure(EcuDescription.Rule rule) {
    return isUnlocked(rule.level());
  }
}
