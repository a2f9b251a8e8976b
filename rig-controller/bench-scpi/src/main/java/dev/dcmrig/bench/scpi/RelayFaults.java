// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Observations;
import dev.dcmrig.evidence.Subject;
import java.util.List;
import java.util.Map;

/**
 * The fault-insertion unit made of relays: the SOS switch and the self-test lines. All relays are
 * at rest when it is opened, and at every end.
 */
final class RelayFaults implements Faults, AutoCloseable {
  private final Relays relays;
  private final Contacts contacts;
  private final Observations observations;
  private final Runnable safe = this::rest;

  /** A board of relays. */
  interface Relays extends AutoCloseable {

    /**
     * Opens some and closes others, in this order: what is coded by resistors is never short.
     *
     * @throws dev.dcmrig.api.BenchBroken when the board can't
     */
    void set(List<Integer> open, List<Integer> closed);

    /** As {@link #set}, whatever has gone wrong before. */
    void setAtLast(List<Integer> open, List<Integer> closed);

    @Override
    void close();
  }

  /** With all relays at rest. */
  RelayFaults(Relays relays, Contacts contacts, Observations observations) {
    this.relays = relays;
    this.contacts = contacts;
    this.observations = observations;
    SafeStates.opened(safe);
    try {
      relays.set(contacts.openAtRest(), contacts.closedAtRest());
    } catch (RuntimeException e) {
      SafeStates.closed(safe);
      relays.close();
      throw e;
    }
  }

  @Override
  public void inject(Item item) {
    make(contacts.of(item));
    note("fault.injected", item);
  }

  @Override
  public void clear(Item item) {
    undo(contacts.of(item));
    note("fault.cleared", item);
  }

  @Override
  public void wiredSosSwitch(boolean pressed) {
    if (pressed) {
      make(contacts.sos());
    } else {
      undo(contacts.sos());
    }
    observations.note(Subject.RIG, "sosSwitch", Map.of("pressed", Boolean.toString(pressed)));
  }

  private void make(Contact contact) {
    relays.set(contact.open(), contact.closed());
  }

  private void undo(Contact contact) {
    relays.set(contact.closed(), contact.open());
  }

  private void note(String kind, Item item) {
    observations.note(Subject.RIG, kind, Map.of("item", item.name()));
  }

  private void rest() {
    relays.setAtLast(contacts.openAtRest(), contacts.closedAtRest());
  }

  @Override
  public void close() {
    try {
      rest();
    } finally {
      SafeStates.closed(safe);
      relays.close();
    }
  }
}
