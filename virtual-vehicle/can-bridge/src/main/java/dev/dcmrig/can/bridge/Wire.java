// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.Frame;

/**
 * The way of frames to the other end of a bridge, and back. {@link #put} and {@link #flush} belong
 * to one thread at a time; what arrives is told on a thread of the wire's own.
 */
interface Wire extends AutoCloseable {

  /** Who is told of what arrives, on the wire's thread. */
  interface Ear {
    void heard(Frame frame);

    /** Nothing more has arrived for now. */
    void pause();

    /** Nothing more will ever come; told once, and not after {@link Wire#close}. */
    void broken(BusException cause);
  }

  /** Begins to read. */
  void start(Ear ear);

  /** The other end, as an address of a bus: {@code cannelloni:127.0.0.1:20000}. */
  String uri();

  /** What the protocol can't carry: a clause that follows the frame; empty when it can. */
  default String refuses(Frame frame) {
    return "";
  }

  /**
   * Takes a frame along.
   *
   * @return false when there is no room: what waits already is not read by the other end
   */
  boolean put(Frame frame);

  /** Sends what was put. */
  void flush();

  /** What was lost so far. Any thread. */
  BusHealth health();

  /** Lets what was put go, if the way is free, and ends the wire's threads. */
  @Override
  void close();
}
