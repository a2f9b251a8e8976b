// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/** One controller on a bus. Belongs to the timeline's thread. */
public interface CanNode extends AutoCloseable {

  String name();

  /**
   * Queues a frame for sending; it goes out when it wins arbitration.
   *
   * @return false if the queue is full or the controller is bus-off: the frame is not taken, and
   *     the node has counted it in {@link #refused()}
   * @throws IllegalArgumentException for a frame that this bus can never carry: an error frame, or
   *     an FD frame on a bus without {@link BusCapability#FD}
   */
  boolean send(Frame frame);

  /**
   * A sequence that the bus sends for this node, cycle by cycle, without our clock. It does not run
   * yet. The node does not receive it.
   *
   * @param periodNanos cycle; whole microseconds
   * @param sequence frames of one identifier and one kind, 1 to 256
   * @throws UnsupportedOperationException when {@link CanBus#cyclicRefusal()} says why not
   */
  default CyclicTransmission cyclic(long periodNanos, Frame... sequence) {
    throw new UnsupportedOperationException(
        "node " + name() + ": its bus can't send a cycle by itself; send each frame");
  }

  /** Frames that {@link #send} did not take, and those of a cycle that found no room. */
  long refused();

  /** Frames that {@link #send} has taken and that have not left this node yet. */
  default int waiting() {
    return 0;
  }

  /**
   * Disconnects; closing again does nothing. Queued frames are dropped, unless the bus {@link
   * BusCapability#DELIVERS_AFTER_CLOSE}.
   */
  @Override
  void close();
}
