package dev.dcmrig.can.socketcan;

/** Where the time of a received frame comes from, best first. */
public enum TimestampSource {
  /** The controller's own clock (SO_TIMESTAMPING, raw hardware). */
  HARDWARE,
  /** The kernel's clock when its driver handed the frame over. */
  SOFTWARE,
  /** None came with the frame: the time at which it was read. */
  READ
}
