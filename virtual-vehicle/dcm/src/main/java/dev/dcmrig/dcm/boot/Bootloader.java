// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import java.util.Optional;

/**
 * Chooses the slot to start from. The rules:
 *
 * <ol>
 *   <li>A slot is started only when its image is what its head says (length and SHA-256).
 *   <li>The slot on trial goes first. Each start is counted before it is made.
 *   <li>When it was started as often as allowed, it is given up for the committed slot.
 *   <li>When the committed slot's image is damaged, the other one is the last resort, and
 *       committed.
 * </ol>
 *
 * <p>Does not simulate: what the firmware does, the time that a start takes, secure boot.
 */
public final class Bootloader {
  private final Flash flash;
  private final FlashSlots slots;
  private final BootStateStore store;
  private final BootRules rules;
  private final int attemptsAllowed;

  /**
   * @param attemptsAllowed starts of a firmware on trial; at least 1
   */
  public Bootloader(Flash flash, FlashLayout layout, BootRules rules, int attemptsAllowed) {
    this.flash = flash;
    this.slots = new FlashSlots(flash, layout);
    this.store = new BootStateStore(flash);
    this.rules = rules;
    this.attemptsAllowed = attemptsAllowed;
  }

  /**
   * Starts a firmware; the supply has just come, or a reset.
   *
   * @return what was started; empty when no slot holds a whole image
   * @throws PowerLostException when the supply fails while the state is written
   */
  public Optional<Firmware> boot() {
    flash.supplyRestored();
    return start();
  }

  Optional<Firmware> start() {
    BootState state = store.read();
    Slot trial = state.onTrial();
    if (trial != null) {
      Optional<String> version = slots.wholeVersion(trial);
      if (version.isPresent() && !rules.isGivenUp(state.attempts(), attemptsAllowed)) {
        store.write(state.attempted());
        return version.map(text -> new Firmware(trial, text, true));
      }
      state = state.rollBack();
      store.write(state);
    }
    Optional<Firmware> committed = firmware(state.committed());
    return committed.isPresent() ? committed : lastResort(state.committed().other());
  }

  /** What runs is committed, so that the next update goes into the slot that is damaged. */
  private Optional<Firmware> lastResort(Slot slot) {
    Optional<Firmware> whole = firmware(slot);
    if (whole.isPresent()) {
      store.write(new BootState(slot, null, 0, true));
    }
    return whole;
  }

  private Optional<Firmware> firmware(Slot slot) {
    return slots.wholeVersion(slot).map(text -> new Firmware(slot, text, false));
  }

  /** The first bytes of a slot's image. */
  public byte[] imageStart(Slot slot, int count) {
    return slots.imageStart(slot, count);
  }

  /** A slot's whole image; empty when there is none. */
  public byte[] image(Slot slot) {
    return slots.image(slot);
  }

  /** The state as the flash has it now. */
  public BootState state() {
    return store.read();
  }

  /** The slot to install into: the one that is not committed. */
  public Slot spare() {
    return store.read().committed().other();
  }

  /** The version in the spare slot, if a whole image is there. */
  public Optional<String> spareVersion() {
    return slots.wholeVersion(spare());
  }

  /** Puts a firmware into the spare slot; nothing changes until {@link #tryOut}. */
  public SlotWriter writer(String version, int bytes, byte[] sha256) {
    return new SlotWriter(slots, spare(), new SlotHead(version, bytes, sha256));
  }

  /** Puts the first firmware into a blank flash, at the factory. */
  public void manufacture(String version, byte[] image) {
    SlotWriter writer =
        new SlotWriter(
            slots, Slot.A, new SlotHead(version, image.length, FlashSlots.sha256(image)));
    writer.begin();
    writer.write(image);
    if (!writer.finish()) {
      throw new IllegalStateException("the flash does not hold the first firmware");
    }
  }

  /** The firmware of the spare slot is started at the next boot. */
  public void tryOut() {
    BootState state = store.read();
    store.write(state.trying(state.committed().other()));
  }

  /** The firmware on trial has proved itself. */
  public void commit() {
    store.write(store.read().commit());
  }

  /** The firmware on trial has not proved itself: the next boot is of the committed one. */
  public void rollBack() {
    store.write(store.read().rollBack());
  }
}
