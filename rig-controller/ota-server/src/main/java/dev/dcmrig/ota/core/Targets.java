// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.Refused;
import dev.dcmrig.ota.model.TargetStatus;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The devices: who they are, what they say of themselves, who of them matches a filter. */
public final class Targets {
  private static final int MAX_ATTRIBUTES = 100;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 256;
  private static final int MAX_LISTED = 500;

  /** How attributes that come are joined with those that are there; hawkBit's words. */
  public enum Mode {
    MERGE,
    REPLACE,
    REMOVE
  }

  /** Told when a target may have begun to match a filter, within the transaction. */
  @FunctionalInterface
  interface Newcomers {
    void mayMatch(Tx tx, long targetId);
  }

  private final Db db;
  private final Clock clock;
  private final PollCache polls;
  private final Presence presence;
  private final Newcomers newcomers;

  Targets(Db db, PollCache polls, Clock clock, Presence presence, Newcomers newcomers) {
    this.polls = polls;
    this.db = db;
    this.clock = clock;
    this.presence = presence;
    this.newcomers = newcomers;
  }

  /**
   * Makes a target.
   *
   * @param name for people; empty for the controller id
   * @param token its own; empty to have one drawn
   * @return its token, which can't be read again
   */
  public String create(String controllerId, String name, String token) {
    String own = token.isEmpty() ? TargetTokens.draw() : token;
    db.change(tx -> create(tx, controllerId, name, own, TargetStatus.UNKNOWN));
    return own;
  }

  /** A target that came by itself, with the gateway's token; there from now on. */
  public Target register(String controllerId) {
    return db.inTransaction(
        tx ->
            find(tx, controllerId)
                .orElseGet(
                    () -> {
                      create(tx, controllerId, "", TargetTokens.draw(), TargetStatus.REGISTERED);
                      return existing(tx, controllerId);
                    }));
  }

  private void create(Tx tx, String controllerId, String name, String token, TargetStatus status) {
    Names.checked("the controller id", controllerId, 256);
    Names.text("the target's name", name, 256);
    Names.checked("the target's token", token, 128);
    if (find(tx, controllerId).isPresent()) {
      throw new Refused(Refused.Reason.CONFLICT, "there is a target '" + controllerId + "'");
    }
    long id =
        tx.insert(
            "insert into target (controller_id, name, token, status, auto_confirm,"
                + " wants_attributes, created_at) values (?, ?, ?, ?, ?, true, ?)",
            controllerId,
            name.isEmpty() ? controllerId : name,
            TargetTokens.hash(token),
            status,
            false,
            clock.nowMillis());
    newcomers.mayMatch(tx, id);
  }

  /** A target by its id. */
  public Optional<Target> find(String controllerId) {
    return db.inTransaction(tx -> find(tx, controllerId));
  }

  private static Optional<Target> find(Tx tx, String controllerId) {
    return tx.first(Target::read, "select * from target where controller_id = ?", controllerId);
  }

  static Target existing(Tx tx, String controllerId) {
    return find(tx, controllerId)
        .orElseThrow(
            () -> new Refused(Refused.Reason.UNKNOWN, "there is no target '" + controllerId + "'"));
  }

  /** A target by its id, if this is its token. */
  public Optional<Target> byToken(String controllerId, String token) {
    return known(controllerId)
        .filter(found -> TargetTokens.matches(token, found.tokenHash()))
        .map(PollCache.Known::target);
  }

  /**
   * A target by its id, for a device that asks; from memory, if nothing of it has changed. When it
   * was last seen may be older than it is.
   */
  public Optional<Target> asking(String controllerId) {
    return known(controllerId).map(PollCache.Known::target);
  }

  /** The same, if it is at hand without the database. */
  public Optional<Target> askingFromMemory(String controllerId) {
    return Optional.ofNullable(polls.known(controllerId)).map(PollCache.Known::target);
  }

  /** As {@link #byToken}, if the target is at hand without the database. */
  public Optional<Target> byTokenFromMemory(String controllerId, String token) {
    return Optional.ofNullable(polls.known(controllerId))
        .filter(found -> TargetTokens.matches(token, found.tokenHash()))
        .map(PollCache.Known::target);
  }

  private Optional<PollCache.Known> known(String controllerId) {
    PollCache.Known kept = polls.known(controllerId);
    if (kept != null) {
      return Optional.of(kept);
    }
    return db.inTransaction(
        tx -> {
          Optional<PollCache.Known> read =
              tx.first(
                  row -> new PollCache.Known(Target.read(row), row.getText("token")),
                  "select * from target where controller_id = ?",
                  controllerId);
          read.ifPresent(polls::put);
          return read;
        });
  }

  /** A request of a target that has shown who it is. */
  public void seen(Target target) {
    if (target.status() == TargetStatus.UNKNOWN) {
      db.change(
          tx ->
              tx.updateOf(
                  target.id(),
                  "update target set status = ? where id = ? and status = ?",
                  TargetStatus.REGISTERED,
                  target.id(),
                  TargetStatus.UNKNOWN));
    }
    presence.seen(target.id());
  }

  /** What the target says of itself. */
  public void setAttributes(String controllerId, Mode mode, Map<String, String> attributes) {
    attributes.forEach(
        (key, value) -> {
          Names.checked("the key of an attribute", key, MAX_KEY);
          Names.text("the value of an attribute", value, MAX_VALUE);
        });
    db.change(
        tx -> {
          Target target = existing(tx, controllerId);
          if (mode == Mode.REPLACE) {
            tx.update("delete from target_attribute where target_id = ?", target.id());
          }
          Map<String, String> there = attributes(tx, target.id());
          attributes.forEach(
              (key, value) -> {
                if (mode != Mode.REMOVE && value.equals(there.get(key))) {
                  // A device says all of itself each time, and most of it is as it was.
                  return;
                }
                tx.update(
                    "delete from target_attribute where target_id = ? and attr_key = ?",
                    target.id(),
                    key);
                if (mode != Mode.REMOVE) {
                  tx.update(
                      "insert into target_attribute (target_id, attr_key, attr_value) values"
                          + " (?, ?, ?)",
                      target.id(),
                      key,
                      value);
                }
              });
          long count =
              tx.number("select count(*) from target_attribute where target_id = ?", target.id());
          if (count > MAX_ATTRIBUTES) {
            throw new Refused(
                Refused.Reason.TOO_MANY, "a target has at most " + MAX_ATTRIBUTES + " attributes");
          }
          tx.updateOf(
              target.id(), "update target set wants_attributes = false where id = ?", target.id());
          newcomers.mayMatch(tx, target.id());
        });
  }

  /** What the target said of itself, in the order of the keys. */
  public Map<String, String> attributes(String controllerId) {
    return db.inTransaction(tx -> attributes(tx, existing(tx, controllerId).id()));
  }

  private static Map<String, String> attributes(Tx tx, long targetId) {
    Map<String, String> attributes = new TreeMap<>();
    tx.all(
        row -> attributes.put(row.getText("attr_key"), row.getText("attr_value")),
        "select * from target_attribute where target_id = ?",
        targetId);
    return attributes;
  }

  /** With its next poll the target is asked to say what it is. */
  public void askAttributes(String controllerId) {
    db.change(
        tx ->
            tx.update(
                "update target set wants_attributes = true where id = ?",
                existing(tx, controllerId).id()));
  }

  /** Targets that match, in the order of their ids; at most 500. */
  public List<Target> matching(TargetFilter filter, int offset, int limit) {
    List<Object> values = new ArrayList<>(filter.values());
    values.add(Math.min(limit, MAX_LISTED));
    values.add(offset);
    return db.inTransaction(
        tx ->
            tx.all(
                Target::read,
                "select t.* from target t where "
                    + filter.sql()
                    + " order by t.id limit ? offset ?",
                values.toArray()));
  }

  /** How many targets match. */
  public long count(TargetFilter filter) {
    return db.inTransaction(
        tx ->
            tx.number(
                "select count(*) from target t where " + filter.sql(), filter.values().toArray()));
  }
}
