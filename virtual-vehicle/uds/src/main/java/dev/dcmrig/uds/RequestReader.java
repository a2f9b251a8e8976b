// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the bytes of a request, for logs and judges; a server looks at them in its own order. */
public final class RequestReader {
  private static final byte[] NOTHING = {};

  private final byte[] bytes;
  private int at;

  private RequestReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The request that a message is.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong
   */
  public static Request read(byte[] message) {
    Service service = message.length == 0 ? null : Service.of(message[0]);
    if (service == null) {
      throw new IllegalArgumentException(
          message.length == 0
              ? "a request has a byte at least"
              : String.format("no service has the identifier 0x%02X", message[0]));
    }
    RequestReader reader = new RequestReader(message);
    reader.at = 1;
    Request request = reader.request(service);
    if (reader.at != message.length) {
      throw new IllegalArgumentException(
          service + " of " + message.length + " bytes: " + reader.at + " are wanted");
    }
    return request;
  }

  private Request request(Service service) {
    if (!service.hasSubFunction()) {
      return plain(service);
    }
    int second = (int) number(service, 1);
    boolean suppressed = (second & Request.SUPPRESS) != 0;
    int type = second & ~Request.SUPPRESS;
    return switch (service) {
      case DIAGNOSTIC_SESSION_CONTROL -> new Request.SessionControl(type, suppressed);
      case ECU_RESET -> new Request.EcuReset(type, suppressed);
      case READ_DTC_INFORMATION -> dtcInformation(service, type);
      case SECURITY_ACCESS -> new Request.SecurityAccess(type, rest());
      case COMMUNICATION_CONTROL ->
          new Request.CommunicationControl(type, suppressed, (int) number(service, 1));
      case AUTHENTICATION -> new Request.Authentication(type, suppressed, rest());
      case ROUTINE_CONTROL ->
          new Request.RoutineControl(type, suppressed, (int) number(service, 2), rest());
      case TESTER_PRESENT -> new Request.TesterPresent(suppressed);
      default -> new Request.ControlDtcSetting(type, suppressed);
    };
  }

  private Request dtcInformation(Service service, int type) {
    return switch (type) {
      case 0x01 -> new Request.CountDtcs((int) number(service, 1));
      case 0x02 -> new Request.ReadDtcs((int) number(service, 1));
      case 0x04 -> new Request.ReadSnapshot((int) number(service, 3), (int) number(service, 1));
      case 0x06 -> new Request.ReadExtendedData((int) number(service, 3), (int) number(service, 1));
      case 0x0A -> new Request.ReadSupportedDtcs();
      default ->
          throw new IllegalArgumentException(
              String.format("%s 0x%02X is not spoken here: 01, 02, 04, 06, 0A are", service, type));
    };
  }

  private Request plain(Service service) {
    return switch (service) {
      case CLEAR_DIAGNOSTIC_INFORMATION -> new Request.ClearDtc((int) number(service, 3));
      case READ_DATA_BY_IDENTIFIER -> {
        List<Integer> identifiers = new ArrayList<>();
        do {
          identifiers.add((int) number(service, 2));
        } while (at < bytes.length);
        yield new Request.ReadData(identifiers);
      }
      case WRITE_DATA_BY_IDENTIFIER -> new Request.WriteData((int) number(service, 2), rest());
      case REQUEST_DOWNLOAD -> {
        int format = (int) number(service, 1);
        int sizes = (int) number(service, 1);
        yield new Request.RequestDownload(
            format, number(service, sizes & 0xF), number(service, sizes >> 4));
      }
      case TRANSFER_DATA -> new Request.TransferData((int) number(service, 1), rest());
      case REQUEST_TRANSFER_EXIT -> new Request.TransferExit(rest());
      default -> file(service);
    };
  }

  private Request file(Service service) {
    int mode = (int) number(service, 1);
    int length = (int) number(service, 2);
    require(service, length);
    String path = new String(bytes, at, length, StandardCharsets.US_ASCII);
    at += length;
    int format = mode == 1 || mode == 3 || mode == 4 ? (int) number(service, 1) : 0;
    long size = 0;
    if (mode == 1 || mode == 3) {
      int width = (int) number(service, 1);
      size = number(service, width);
      number(service, width);
    }
    return new Request.FileTransfer(mode, path, format, size);
  }

  private long number(Service service, int size) {
    require(service, size);
    if (size > 8) {
      throw new IllegalArgumentException(service + ": a number of " + size + " bytes");
    }
    long value = 0;
    for (int n = 0; n < size; n++) {
      value = value << 8 | (bytes[at++] & 0xFF);
    }
    return value;
  }

  private void require(Service service, int size) {
    if (at + size > bytes.length) {
      throw new IllegalArgumentException(
          service + " of " + bytes.length + " bytes: " + (at + size) + " at least are wanted");
    }
  }

  private byte[] rest() {
    byte[] rest = at == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, at, bytes.length);
    at = bytes.length;
    return rest;
  }
}
