// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.store.ArtifactFiles;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.sim.Timeline;
import java.time.Instant;

/**
 * The OTA server without its edges: software, targets, actions, rollouts, and what time does to
 * them. Safe for any thread; in virtual time whoever calls holds the time meanwhile.
 *
 * <p>Does not model: tenants, users and their rights, tags, more than one server on a database.
 */
public final class OtaCore implements AutoCloseable {
  private final Timeline timeline;
  private final OtaRules rules;
  private final Db db;
  private final Presence presence;
  private final Software software;
  private final Targets targets;
  private final Actions actions;
  private final Rollouts rollouts;
  private final Clockwork clockwork;
  private final int orphans;

  /**
   * Goes on with what the database says.
   *
   * @param db closed with this core
   */
  public OtaCore(Timeline timeline, Db db, ArtifactFiles files, OtaRules rules) {
    this.timeline = timeline;
    this.rules = rules;
    this.db = db;
    Clock clock = new Clock(timeline);
    Runnable dueChanged = this::dueChanged;
    PollCache polls = new PollCache();
    db.watch(polls);
    this.presence = new Presence(db, timeline);
    this.software = new Software(db, files, clock);
    Members members = new Members(clock, rules);
    Waves waves = new Waves(members, rules, clock, dueChanged);
    this.actions = new Actions(db, polls, clock, rules, waves, dueChanged);
    this.rollouts = new Rollouts(db, clock, rules, waves, members, actions, dueChanged);
    this.targets = new Targets(db, polls, clock, presence, rollouts::takeIn);
    this.clockwork = new Clockwork(db, timeline, presence, rules, waves, rollouts, actions);
    this.orphans = software.setOrphansAside();
    clockwork.dueChanged();
  }

  /** Files that no artifact names, and that were set aside when this server began. */
  public int orphansSetAside() {
    return orphans;
  }

  private void dueChanged() {
    clockwork.dueChanged();
    timeline.changed();
  }

  /** What it decides by. */
  public OtaRules rules() {
    return rules;
  }

  /** The present instant of the server. */
  public Instant now() {
    return timeline.now();
  }

  public Software software() {
    return software;
  }

  public Targets targets() {
    return targets;
  }

  public Actions actions() {
    return actions;
  }

  public Rollouts rollouts() {
    return rollouts;
  }

  @Override
  public void close() {
    clockwork.close();
    try {
      presence.close();
    } finally {
      db.close();
    }
  }
}
