// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

/**
 * A kind of message between DCM and service. It belongs to the DCM's service that sends it.
 *
 * @param path the last part of its path (docs/DCM-INTERFACE.md, 2.4)
 * @param durability what becomes of it when it is not accepted
 * @param room how many of it can wait; of durable ones the common queue has its own room
 * @param tries how often it is tried before it is given up, or left for later; {@link #UNBOUNDED}
 */
public record MessageType(String path, Durability durability, int room, int tries) {
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** What becomes of a message that is not accepted. */
  public enum Durability {
    /** After its tries it is given up. */
    TRANSIENT,
    /** After its tries it waits for the next one of its kind, as long as there is room. */
    DEFERRED,
    /** It is kept over resets until it is accepted, or too old. */
    DURABLE
  }

  public MessageType {
    if (room < 1 || tries < 1) {
      throw new IllegalArgumentException(path + ": at least room for one, and one try");
    }
  }

  /** Given up after so many tries; a newer one takes its place. */
  public static MessageType transientOf(String path, int tries) {
    return new MessageType(path, Durability.TRANSIENT, 1, tries);
  }

  /** Must not be lost. */
  public static MessageType durable(String path) {
    return new MessageType(path, Durability.DURABLE, 1, UNBOUNDED);
  }

  boolean isDurable() {
    return durability == Durability.DURABLE;
  }

  boolean isDeferred() {
    return durability == Durability.DEFERRED;
  }
}
