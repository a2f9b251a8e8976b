// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Service;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on purpose while an ECU takes software: the next so many times that it comes to a
 * step. On the timeline's thread.
 */
public final class FlashFaults {

  /** Where it goes wrong. */
  public enum Step {
    /** The programming session is refused: conditionsNotCorrect. */
    SESSION(Nrc.CONDITIONS_NOT_CORRECT),
    /** The seed is refused: requiredTimeDelayNotExpired. */
    SECURITY_ACCESS(Nrc.REQUIRED_TIME_DELAY),
    /** Erasing is refused: generalProgrammingFailure. */
    ERASE(Nrc.GENERAL_PROGRAMMING_FAILURE),
    /** The download is refused: uploadDownloadNotAccepted. */
    DOWNLOAD(Nrc.UPLOAD_DOWNLOAD_NOT_ACCEPTED),
    /** A block is refused: generalProgrammingFailure. */
    BLOCK(Nrc.GENERAL_PROGRAMMING_FAILURE),
    /** The end of the transfer is refused: requestSequenceError. */
    TRANSFER_EXIT(Nrc.REQUEST_SEQUENCE_ERROR),
    /** The routine says that the software's checksum is wrong. */
    CHECKSUM(null),
    /** The routine says that a dependency does not hold. */
    DEPENDENCIES(null),
    /** A request for a reset is not heard. */
    RESET(null),
    /** The new software does not start: the ECU stays in its bootloader. */
    START(null);

    private final @Nullable Nrc refusal;

    Step(@Nullable Nrc refusal) {
      this.refusal = refusal;
    }
  }

  private static final int PROGRAMMING = EcuDescription.PROGRAMMING_SESSION;
  private static final int KEEP_SUPPRESS_OUT = 0x7F;

  private final Map<Step, Integer> left = new EnumMap<>(Step.class);

  /** The next so many times; 0 ends it. */
  public void next(Step step, int times) {
    left.put(step, times);
  }

  /** Whether it goes wrong now; counts. */
  boolean meets(Step step) {
    int times = left.getOrDefault(step, 0);
    if (times > 0) {
      left.put(step, times - 1);
    }
    return times > 0;
  }

  /** The refusal that a request gets. */
  Optional<Nrc> refusal(byte[] request) {
    Optional<Step> step = step(request);
    return step.filter(met -> met.refusal != null).filter(this::meets).map(met -> met.refusal);
  }

  /** Whether a request is not heard. */
  boolean isIgnored(byte[] request) {
    return Service.of(request[0]) == Service.ECU_RESET && meets(Step.RESET);
  }

  private static Optional<Step> step(byte[] request) {
    Service service = Service.of(request[0]);
    if (service == null) {
      return Optional.empty();
    }
    return switch (service) {
      case DIAGNOSTIC_SESSION_CONTROL -> at(Step.SESSION, second(request) == PROGRAMMING);
      case SECURITY_ACCESS -> at(Step.SECURITY_ACCESS, second(request) % 2 == 1);
      case ROUTINE_CONTROL -> at(Step.ERASE, routine(request) == FlashActions.ERASE);
      case REQUEST_DOWNLOAD -> Optional.of(Step.DOWNLOAD);
      case TRANSFER_DATA -> Optional.of(Step.BLOCK);
      case REQUEST_TRANSFER_EXIT -> Optional.of(Step.TRANSFER_EXIT);
      default -> Optional.empty();
    };
  }

  private static Optional<Step> at(Step step, boolean that) {
    return that ? Optional.of(step) : Optional.empty();
  }

  private static int second(byte[] request) {
    return request.length > 1 ? request[1] & KEEP_SUPPRESS_OUT : 0;
  }

  private static int routine(byte[] request) {
    return request.length > 3 ? (request[2] & 0xFF) << 8 | (request[3] & 0xFF) : 0;
  }
}
