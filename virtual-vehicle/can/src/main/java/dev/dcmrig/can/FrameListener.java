// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/** Receives the frames of a bus, on the timeline's thread. */
@FunctionalInterface
public interface FrameListener {

  /** Hears nothing; a bus need not call it. Its node acknowledges as any other does. */
  FrameListener NONE = (timeNanos, frame) -> {};

  /**
   * @param timeNanos end of the frame on the wire, on the timeline's clock
   * @param frame a data, remote or error frame
   */
  void onFrame(long timeNanos, Frame frame);

  /**
   * The same, from a bus that knows whether this machine sent the frame; others call {@link
   * #onFrame(long, Frame)}.
   *
   * @param local sent on this machine, by whatever process
   */
  default void onFrame(long timeNanos, Frame frame, boolean local) {
    onFrame(timeNanos, frame);
  }

  /**
   * Says where the times of the frames that follow come from: before the first frame, and whenever
   * it changes. A bus without {@link BusCapability#TIMESTAMP_SOURCES} never calls it: its times are
   * {@link TimestampSource#BUS}.
   */
  default void onTimestampSource(TimestampSource source) {}
}
