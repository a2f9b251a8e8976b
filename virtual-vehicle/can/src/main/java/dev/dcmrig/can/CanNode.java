package dev.dcmrig.can;

/** One controller on a bus. Belongs to the timeline's thread. */
public interface CanNode extends AutoCloseable {

  String name();

  /**
   * Queues a frame for sending; it goes out when it wins arbitration.
   *
   * @return false if the queue is full or the controller is bus-off: the frame is not taken, and
   *     the node has counted it in {@link #refused()}
   */
  boolean send(Frame frame);

  /** Frames that {@link #send} did not take. */
  long refused();

  /** Disconnects; queued frames are dropped. */
  @Override
  void close();
}
