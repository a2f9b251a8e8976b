// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One CAN channel: emulated, a kernel's socket, a bridge. */
public interface CanBus extends AutoCloseable {

  /** The channel's address, for instance {@code emulated:vehicle} or {@code socketcan:can0}. */
  String uri();

  /** What this bus can do by its nature; does not change while it is open. */
  Set<BusCapability> capabilities();

  /** What has been lost so far. Any thread may ask. */
  BusHealth health();

  /**
   * Connects a node. It receives every frame of the other nodes, and none of its own.
   *
   * @param name who this is, in messages and evidence
   */
  CanNode connect(String name, FrameListener listener);

  /**
   * Connects a silent observer: it receives every frame, and error frames ({@link Frame#isError()})
   * with the class bits of Linux' {@code can/error.h}; it acknowledges nothing and can't send.
   */
  CanNode listen(String name, FrameListener listener);

  /**
   * Why this bus can't send a cycle by itself ({@link CanNode#cyclic}): a clause for messages and
   * evidence; null when it can.
   */
  default @Nullable String cyclicRefusal() {
    return uri() + " sends nothing by itself";
  }

  @Override
  void close();
}
