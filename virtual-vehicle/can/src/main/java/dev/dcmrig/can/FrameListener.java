package dev.dcmrig.can;

/** Receives the frames of a bus, on the timeline's thread. */
@FunctionalInterface
public interface FrameListener {
  /**
   * @param timeNanos end of the frame on the wire, on the timeline's clock
   * @param frame a data, remote or error frame
   */
  void onFrame(long timeNanos, Frame frame);
}
