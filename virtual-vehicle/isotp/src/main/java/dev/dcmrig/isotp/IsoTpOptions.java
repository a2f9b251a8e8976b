// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/**
 * How one end of a connection talks.
 *
 * @param format frames that it sends; it receives classic and FD frames of any length
 * @param longestMessage bytes that it has room for, 1 to {@link #MAX_LENGTH}; more gets "overflow"
 * @param expectsPadding ignores single frames of fewer than 8 bytes (9.6.2.2, 10.4.2.1)
 */
public record IsoTpOptions(
    FrameFormat format,
    FlowControlOptions flowControl,
    NTimeouts timeouts,
    int longestMessage,
    boolean expectsPadding) {

  /** Longest message that an end can be told to take: 64 MiB. */
  public static final int MAX_LENGTH = 64 << 20;

  /** Longest message whose length fits into 12 bits. */
  public static final int MAX_SHORT_FORM = 4095;

  /** Classic frames, no padding, the standard's times, messages up to 4095 bytes. */
  public static final IsoTpOptions CLASSIC =
      new IsoTpOptions(
          FrameFormat.CLASSIC,
          FlowControlOptions.UNLIMITED,
          NTimeouts.STANDARD,
          MAX_SHORT_FORM,
          false);

  public IsoTpOptions {
    if (longestMessage < 1 || longestMessage > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "room for " + longestMessage + " bytes: 1 to " + MAX_LENGTH);
    }
  }

  public IsoTpOptions withFormat(FrameFormat newFormat) {
    return new IsoTpOptions(newFormat, flowControl, timeouts, longestMessage, expectsPadding);
  }

  public IsoTpOptions withFlowControl(FlowControlOptions newFlowControl) {
    return new IsoTpOptions(format, newFlowControl, timeouts, longestMessage, expectsPadding);
  }

  public IsoTpOptions withTimeouts(NTimeouts newTimeouts) {
    return new IsoTpOptions(format, flowControl, newTimeouts, longestMessage, expectsPadding);
  }

  public IsoTpOptions withLongestMessage(int bytes) {
    return new IsoTpOptions(format, flowControl, timeouts, bytes, expectsPadding);
  }

  public IsoTpOptions withExpectedPadding(boolean expected) {
    return new IsoTpOptions(format, flowControl, timeouts, longestMessage, expected);
  }
}
