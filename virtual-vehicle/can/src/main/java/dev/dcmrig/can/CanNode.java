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

  /** Frames that {@link #send} did not take. */
  long refused();

  /**
   * Disconnects; closing again does nothing. Queued frames are dropped, unless the bus {@link
   * BusCapability#DELIVERS_AFTER_CLOSE}.
   */
  @Override
  void close();
}
