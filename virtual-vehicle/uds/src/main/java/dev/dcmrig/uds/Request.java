// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A request, and its bytes (ISO 14229-1:2020, clauses 10 to 15). */
public sealed interface Request {

  /** Sub-functions with this bit ask for no positive response (8.2.2). */
  int SUPPRESS = 0x80;

  Service service();

  /** The whole message. */
  byte[] encode();

  /** Whether a positive response is not wanted. */
  default boolean suppressed() {
    return service().hasSubFunction() && (encode()[1] & SUPPRESS) != 0;
  }

  /**
   * @param type 1 default, 2 programming, 3 extended, 4 safety system, 0x40 to 0x7E of the maker
   */
  record SessionControl(int type, boolean suppressed) implements Request {
    @Override
    public Service service() {
      return Service.DIAGNOSTIC_SESSION_CONTROL;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(type, suppressed).toBytes();
    }
  }

  /**
   * @param type 1 hard, 2 key off and on, 3 soft
   */
  record EcuReset(int type, boolean suppressed) implements Request {
    @Override
    public Service service() {
      return Service.ECU_RESET;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(type, suppressed).toBytes();
    }
  }

  /**
   * @param group DTC or group of DTCs, 24 bits; 0xFFFFFF: all
   */
  record ClearDtc(int group) implements Request {
    public static final int ALL = 0xFFFFFF;

    @Override
    public Service service() {
      return Service.CLEAR_DIAGNOSTIC_INFORMATION;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).number(group, 3).toBytes();
    }
  }

  /** ReadDTCInformation 01: how many have a status bit of the mask. */
  record CountDtcs(int statusMask) implements Request {
    @Override
    public Service service() {
      return Service.READ_DTC_INFORMATION;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(0x01, false).number(statusMask, 1).toBytes();
    }
  }

  /** ReadDTCInformation 02: those that have a status bit of the mask. */
  record ReadDtcs(int statusMask) implements Request {
    @Override
    public Service service() {
      return Service.READ_DTC_INFORMATION;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(0x02, false).number(statusMask, 1).toBytes();
    }
  }

  /**
   * ReadDTCInformation 04: what was the case when the fault came.
   *
   * @param record number of the record; 0xFF: all
   */
  record ReadSnapshot(int dtc, int record) implements Request {
    @Override
    public Service service() {
      return Service.READ_DTC_INFORMATION;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(0x04, false).number(dtc, 3).number(record, 1).toBytes();
    }
  }

  /**
   * ReadDTCInformation 06: counters and the like.
   *
   * @param record number of the record; 0xFF: all
   */
  record ReadExtendedData(int dtc, int record) implements Request {
    @Override
    public Service service() {
      return Service.READ_DTC_INFORMATION;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(0x06, false).number(dtc, 3).number(record, 1).toBytes();
    }
  }

  /** ReadDTCInformation 0A: all that the ECU knows, with their status. */
  record ReadSupportedDtcs() implements Request {
    @Override
    public Service service() {
      return Service.READ_DTC_INFORMATION;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(0x0A, false).toBytes();
    }
  }

  /**
   * @param identifiers DIDs, 0 to 65535 each; one at least
   */
  record ReadData(List<Integer> identifiers) implements Request {
    public ReadData {
      identifiers = List.copyOf(identifiers);
    }

    @Override
    public Service service() {
      return Service.READ_DATA_BY_IDENTIFIER;
    }

    @Override
    public byte[] encode() {
      Bytes bytes = Bytes.of(this);
      identifiers.forEach(identifier -> bytes.number(identifier, 2));
      return bytes.toBytes();
    }
  }

  /**
   * @param level odd: asks for the seed of a level; the even one after it: sends its key
   */
  record SecurityAccess(int level, byte[] data) implements Request {
    @Override
    public Service service() {
      return Service.SECURITY_ACCESS;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(level, false).data(data).toBytes();
    }
  }

  /**
   * @param type 0 both ways on, 1 receive only, 2 send only, 3 both off
   * @param messages communicationType: bit 0 normal, bit 1 network management, bits 4-7 subnet
   */
  record CommunicationControl(int type, boolean suppressed, int messages) implements Request {
    @Override
    public Service service() {
      return Service.COMMUNICATION_CONTROL;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(type, suppressed).number(messages, 1).toBytes();
    }
  }

  /**
   * @param task 0 deAuthenticate, 1 verifyCertificateUnidirectional, 3 proofOfOwnership, 8
   *     authenticationConfiguration, ...
   */
  record Authentication(int task, boolean suppressed, byte[] data) implements Request {
    @Override
    public Service service() {
      return Service.AUTHENTICATION;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(task, suppressed).data(data).toBytes();
    }
  }

  record WriteData(int identifier, byte[] data) implements Request {
    @Override
    public Service service() {
      return Service.WRITE_DATA_BY_IDENTIFIER;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).number(identifier, 2).data(data).toBytes();
    }
  }

  /**
   * @param action 1 start, 2 stop, 3 results
   */
  record RoutineControl(int action, boolean suppressed, int routine, byte[] option)
      implements Request {
    @Override
    public Service service() {
      return Service.ROUTINE_CONTROL;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this)
          .subFunction(action, suppressed)
          .number(routine, 2)
          .data(option)
          .toBytes();
    }
  }

  /**
   * @param format compression (high half) and encryption (low half); 0: neither
   * @param address and {@code size}: 4 bytes each
   */
  record RequestDownload(int format, long address, long size) implements Request {
    static final int FOUR_AND_FOUR = 0x44;

    @Override
    public Service service() {
      return Service.REQUEST_DOWNLOAD;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this)
          .number(format, 1)
          .number(FOUR_AND_FOUR, 1)
          .number(address, 4)
          .number(size, 4)
          .toBytes();
    }
  }

  /**
   * @param counter 1 for the first block, 0 after 0xFF
   */
  record TransferData(int counter, byte[] data) implements Request {
    @Override
    public Service service() {
      return Service.TRANSFER_DATA;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).number(counter, 1).data(data).toBytes();
    }
  }

  record TransferExit(byte[] data) implements Request {
    @Override
    public Service service() {
      return Service.REQUEST_TRANSFER_EXIT;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).data(data).toBytes();
    }
  }

  /**
   * @param mode 1 add, 2 delete, 3 replace, 4 read, 5 read directory
   * @param format compression and encryption; used by 1, 3, 4
   * @param size uncompressed and compressed, used by 1 and 3
   */
  record FileTransfer(int mode, String path, int format, long size) implements Request {
    @Override
    public Service service() {
      return Service.REQUEST_FILE_TRANSFER;
    }

    @Override
    public byte[] encode() {
      byte[] name = path.getBytes(StandardCharsets.US_ASCII);
      Bytes bytes = Bytes.of(this).number(mode, 1).number(name.length, 2).data(name);
      if (mode == 1 || mode == 3 || mode == 4) {
        bytes.number(format, 1);
      }
      if (mode == 1 || mode == 3) {
        bytes.number(4, 1).number(size, 4).number(size, 4);
      }
      return bytes.toBytes();
    }
  }

  record TesterPresent(boolean suppressed) implements Request {
    @Override
    public Service service() {
      return Service.TESTER_PRESENT;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(0, suppressed).toBytes();
    }
  }

  /**
   * @param type 1 on, 2 off
   */
  record ControlDtcSetting(int type, boolean suppressed) implements Request {
    @Override
    public Service service() {
      return Service.CONTROL_DTC_SETTING;
    }

    @Override
    public byte[] encode() {
      return Bytes.of(this).subFunction(type, suppressed).toBytes();
    }
  }

  /** Bytes of a message, most significant first. */
  final class Bytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Bytes() {}

    static Bytes of(Request request) {
      return new Bytes().number(request.service().id(), 1);
    }

    static Bytes answer(Service service) {
      return new Bytes().number(service.id() + Service.POSITIVE_OFFSET, 1);
    }

    Bytes subFunction(int value, boolean suppress) {
      return number(value | (suppress ? SUPPRESS : 0), 1);
    }

    Bytes number(long value, int size) {
      for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        bytes.write((int) (value >>> shift));
      }
      return this;
    }

    Bytes data(byte[] data) {
      bytes.writeBytes(data);
      return this;
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
