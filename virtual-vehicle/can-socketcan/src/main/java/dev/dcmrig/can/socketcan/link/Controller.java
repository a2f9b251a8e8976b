// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The CAN controller behind an interface: the part that a virtual one doesn't have.
 *
 * @param timing of the arbitration phase; empty while no bit rate is set
 * @param dataTiming of FD's data phase; empty while none is set
 * @param limits what {@code timing} can be; empty when only {@code bitRates} can be
 * @param bitRates the only bit rates that it can do, in bits per second; empty: see {@code limits}
 * @param dataBitRates the same of the data phase
 * @param bitRateMax of its transceiver, in bits per second; 0: nobody says
 * @param clockHertz 0: nobody says
 * @param supportedModes those that can be chosen; empty when the kernel (before 6.0) doesn't say
 * @param restartMillis from bus-off to the next try; 0: stays off
 * @param transmitErrors TEC; empty when the driver doesn't tell
 * @param receiveErrors REC; empty when the driver doesn't tell
 * @param terminationOhms 0: switched off; empty: has no switch
 * @param terminations that can be switched, in ohms
 */
public record Controller(
    ControllerState state,
    Optional<BitTiming> timing,
    Optional<BitTiming> dataTiming,
    Optional<BitTimingLimits> limits,
    Optional<BitTimingLimits> dataLimits,
    List<Integer> bitRates,
    List<Integer> dataBitRates,
    int bitRateMax,
    int clockHertz,
    Set<ControllerMode> modes,
    Optional<Set<ControllerMode>> supportedModes,
    int restartMillis,
    OptionalInt transmitErrors,
    OptionalInt receiveErrors,
    OptionalInt terminationOhms,
    List<Integer> terminations,
    Optional<DelayCompensation> delayCompensation,
    Optional<ControllerStatistics> statistics) {

  private static final int IFLA_CAN_BITTIMING = 1;
  private static final int IFLA_CAN_BITTIMING_CONST = 2;
  private static final int IFLA_CAN_CLOCK = 3;
  private static final int IFLA_CAN_STATE = 4;
  private static final int IFLA_CAN_CTRLMODE = 5;
  private static final int IFLA_CAN_RESTART_MS = 6;
  private static final int IFLA_CAN_BERR_COUNTER = 8;
  private static final int IFLA_CAN_DATA_BITTIMING = 9;
  private static final int IFLA_CAN_DATA_BITTIMING_CONST = 10;
  private static final int IFLA_CAN_TERMINATION = 11;
  private static final int IFLA_CAN_TERMINATION_CONST = 12;
  private static final int IFLA_CAN_BITRATE_CONST = 13;
  private static final int IFLA_CAN_DATA_BITRATE_CONST = 14;
  private static final int IFLA_CAN_BITRATE_MAX = 15;
  private static final int IFLA_CAN_TDC = 16;
  private static final int IFLA_CAN_CTRLMODE_EXT = 17;
  private static final int IFLA_CAN_CTRLMODE_SUPPORTED = 1;
  private static final int CTRLMODE_SIZE = 8;

  static Controller of(Attributes data, @Nullable ByteBuffer statistics) {
    ByteBuffer modes = data.value(IFLA_CAN_CTRLMODE, CTRLMODE_SIZE);
    OptionalInt supported = data.within(IFLA_CAN_CTRLMODE_EXT).u32(IFLA_CAN_CTRLMODE_SUPPORTED);
    ByteBuffer counters = data.value(IFLA_CAN_BERR_COUNTER, 4);
    return new Controller(
        data.has(IFLA_CAN_STATE)
            ? ControllerState.of(data.u32(IFLA_CAN_STATE, 0))
            : ControllerState.UNKNOWN,
        timing(data, IFLA_CAN_BITTIMING),
        timing(data, IFLA_CAN_DATA_BITTIMING),
        limits(data, IFLA_CAN_BITTIMING_CONST),
        limits(data, IFLA_CAN_DATA_BITTIMING_CONST),
        list(data.u32s(IFLA_CAN_BITRATE_CONST)),
        list(data.u32s(IFLA_CAN_DATA_BITRATE_CONST)),
        data.u32(IFLA_CAN_BITRATE_MAX, 0),
        data.u32(IFLA_CAN_CLOCK, 0),
        ControllerMode.of(modes == null ? 0 : modes.getInt(4)),
        supported.isPresent()
            ? Optional.of(ControllerMode.of(supported.getAsInt()))
            : Optional.empty(),
        data.u32(IFLA_CAN_RESTART_MS, 0),
        counters == null ? OptionalInt.empty() : OptionalInt.of(counters.getShort(0) & 0xFFFF),
        counters == null ? OptionalInt.empty() : OptionalInt.of(counters.getShort(2) & 0xFFFF),
        data.u16(IFLA_CAN_TERMINATION),
        list(data.u16s(IFLA_CAN_TERMINATION_CONST)),
        data.has(IFLA_CAN_TDC)
            ? Optional.of(DelayCompensation.of(data.within(IFLA_CAN_TDC)))
            : Optional.empty(),
        statistics == null ? Optional.empty() : Optional.of(ControllerStatistics.of(statistics)));
  }

  /** A driver with fixed bit rates gives a bit rate of 0 until one is chosen: that is none. */
  private static Optional<BitTiming> timing(Attributes data, int type) {
    return Optional.ofNullable(data.value(type, BitTiming.SIZE))
        .map(BitTiming::of)
        .filter(timing -> timing.bitRate() != 0);
  }

  private static Optional<BitTimingLimits> limits(Attributes data, int type) {
    return Optional.ofNullable(data.value(type, BitTimingLimits.SIZE)).map(BitTimingLimits::of);
  }

  private static List<Integer> list(int[] numbers) {
    return IntStream.of(numbers).boxed().toList();
  }

  /** Whether the kernel says that it can't work this way; where it doesn't say, false. */
  public boolean excludes(ControllerMode mode) {
    return supportedModes.isPresent()
        && !supportedModes.get().contains(mode)
        && !modes.contains(mode);
  }
}
