// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a positive response says (ISO 14229-1:2020, clauses 10 to 15). */
public sealed interface Response {

  /**
   * @param p2Millis until a response begins
   * @param p2StarMillis until the next one after "response pending"
   */
  record SessionStarted(int type, int p2Millis, int p2StarMillis) implements Response {}

  /** A seed to answer; all zero: the level is unlocked already. */
  record Seed(int level, byte[] seed) implements Response {}

  /** Values by their identifiers, in the order of the response. */
  record Values(Map<Integer, byte[]> values) implements Response {
    public Values {
      values = new LinkedHashMap<>(values);
    }
  }

  /**
   * @param availability status bits that the ECU keeps
   */
  record DtcCount(int availability, int count) implements Response {}

  /**
   * @param availability status bits that the ECU keeps
   */
  record DtcList(int availability, List<DtcStatus> dtcs) implements Response {
    public DtcList {
      dtcs = List.copyOf(dtcs);
    }
  }

  /**
   * @param code 24 bits
   * @param status bits of D.2
   */
  record DtcStatus(int code, int status) {}

  /**
   * @param data of the record or records, as the ECU has them
   */
  record DtcRecords(DtcStatus dtc, byte[] data) implements Response {}

  record RoutineDone(int action, int routine, byte[] status) implements Response {}

  /**
   * @param longestBlock longest TransferData request in bytes
   */
  record TransferStarted(long longestBlock) implements Response {}

  /** Any other one: nothing but its bytes is known. */
  record Plain(Service service, byte[] data) implements Response {}

  /**
   * Reads a positive response.
   *
   * @param ecu says how long its data are; identifiers of any length must come last
   * @throws IllegalArgumentException when the bytes are not what the service answers
   */
  static Response read(UdsAnswer.Positive answer, EcuDescription ecu) {
    byte[] data = answer.data();
    return switch (answer.service()) {
      case DIAGNOSTIC_SESSION_CONTROL -> {
        require(answer, 5);
        yield new SessionStarted(number(data, 0, 1), number(data, 1, 2), number(data, 3, 2) * 10);
      }
      case SECURITY_ACCESS -> {
        require(answer, 1);
        yield new Seed(number(data, 0, 1), Arrays.copyOfRange(data, 1, data.length));
      }
      case READ_DATA_BY_IDENTIFIER -> values(answer, ecu);
      case READ_DTC_INFORMATION -> dtcs(answer);
      case ROUTINE_CONTROL -> {
        require(answer, 3);
        yield new RoutineDone(
            number(data, 0, 1), number(data, 1, 2), Arrays.copyOfRange(data, 3, data.length));
      }
      case REQUEST_DOWNLOAD -> {
        require(answer, 1);
        int size = (data[0] & 0xF0) >> 4;
        require(answer, 1 + size);
        yield new TransferStarted(longNumber(data, 1, size));
      }
      default -> new Plain(answer.service(), data);
    };
  }

  private static Response values(UdsAnswer.Positive answer, EcuDescription ecu) {
    byte[] data = answer.data();
    Map<Integer, byte[]> values = new LinkedHashMap<>();
    int at = 0;
    while (at < data.length) {
      require(answer, at + 2);
      int id = number(data, at, 2);
      at += 2;
      int length = data.length - at;
      for (EcuDescription.DataIdentifier known : ecu.data()) {
        length = known.id() == id && known.length() != 0 ? known.length() : length;
      }
      require(answer, at + length);
      values.put(id, Arrays.copyOfRange(data, at, at + length));
      at += length;
    }
    return new Values(values);
  }

  private static Response dtcs(UdsAnswer.Positive answer) {
    byte[] data = answer.data();
    require(answer, 2);
    int kind = number(data, 0, 1);
    int availability = number(data, 1, 1);
    if (kind == 0x01) {
      require(answer, 5);
      return new DtcCount(availability, number(data, 3, 2));
    }
    if (kind == 0x04 || kind == 0x06) {
      require(answer, 5);
      return new DtcRecords(status(data, 1), Arrays.copyOfRange(data, 5, data.length));
    }
    List<DtcStatus> list = new ArrayList<>();
    for (int at = 2; at < data.length; at += 4) {
      require(answer, at + 4);
      list.add(status(data, at));
    }
    return new DtcList(availability, list);
  }

  private static DtcStatus status(byte[] data, int at) {
    return new DtcStatus(number(data, at, 3), number(data, at + 3, 1));
  }

  private static int number(byte[] data, int at, int size) {
    return (int) longNumber(data, at, size);
  }

  private static long longNumber(byte[] data, int at, int size) {
    long value = 0;
    for (int n = 0; n < size; n++) {
      value = value << 8 | (data[at + n] & 0xFF);
    }
    return value;
  }

  private static void require(UdsAnswer.Positive answer, int length) {
    if (answer.data().length < length) {
      throw new IllegalArgumentException(
          "a response to "
              + answer.service()
              + " with "
              + answer.data().length
              + " bytes of data: "
              + length
              + " at least are wanted");
    }
  }
}
