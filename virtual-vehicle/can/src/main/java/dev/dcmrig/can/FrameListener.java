package dev.dcmrig.can;

/** Receives the frames of a bus, on the timeline's thread. */
@FunctionalInterface
public interface FrameListener {
  /**
   * @param timeNanos end of the frame on the wire, on the timeline's clock
   * @param frame a data, remote or error frame
   */
  void onFrame(long timeNanos, Frame frame);

  /**
   * Says where the times of the frames that follow come from: before the first frame, and whenever
   * it changes. A bus without {@link BusCapability#TIMESTAMP_SOURCES} never calls it: its times are
   * {@link TimestampSource#BUS}.
   */
  default void onTimestampSource(TimestampSource source) {}
}
