// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.line;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an instrument is.
 *
 * <pre>
 *   tcp:HOST:PORT              a raw socket; many instruments have port 5025
 *   serial:/dev/ttyUSB0        9600 baud, 8 data bits, no parity, 1 stop bit
 *   serial:/dev/ttyUSB0:115200 another rate
 *   usbtmc:/dev/usbtmc0        USB, by the character device of Linux's driver usbtmc
 * </pre>
 *
 * @param kind how it is reached
 * @param target host or device
 * @param number port or baud; 0 for USB
 */
public record InstrumentAddress(Kind kind, String target, int number) {
  private static final Pattern TCP = Pattern.compile("tcp:([A-Za-z0-9._-]+):([0-9]{1,5})");
  private static final Pattern SERIAL = Pattern.compile("serial:(/[^:]+)(?::([0-9]{2,7}))?");
  private static final Pattern USBTMC = Pattern.compile("usbtmc:(/[^:]+)");
  private static final int MAX_PORT = 65_535;
  private static final int USUAL_BAUD = 9_600;

  /** How long the connection may take, in milliseconds. */
  private static final int CONNECT_MILLIS = 3_000;

  /** How an instrument is reached. */
  public enum Kind {
    TCP,
    SERIAL,
    USBTMC
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none; the message says what is one
   */
  public static InstrumentAddress parse(String text) {
    Matcher tcp = TCP.matcher(text);
    if (tcp.matches() && Integer.parseInt(tcp.group(2)) <= MAX_PORT) {
      return new InstrumentAddress(Kind.TCP, tcp.group(1), Integer.parseInt(tcp.group(2)));
    }
    Matcher serial = SERIAL.matcher(text);
    if (serial.matches()) {
      int baud = serial.group(2) == null ? USUAL_BAUD : Integer.parseInt(serial.group(2));
      return new InstrumentAddress(Kind.SERIAL, serial.group(1), baud);
    }
    Matcher usbtmc = USBTMC.matcher(text);
    if (usbtmc.matches()) {
      return new InstrumentAddress(Kind.USBTMC, usbtmc.group(1), 0);
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no instrument's address; write tcp:HOST:PORT, serial:/dev/ttyUSB0:9600 or"
            + " usbtmc:/dev/usbtmc0");
  }

  /**
   * Connects.
   *
   * @throws IOException when it is not there; the message says why
   */
  public InstrumentLine open() throws IOException {
    try {
      return switch (kind) {
        case TCP -> new TcpLine(target, number, CONNECT_MILLIS);
        case SERIAL -> new SerialLine(target, number);
        case USBTMC -> new UsbtmcLine(target);
      };
    } catch (FileSystemException | FileNotFoundException e) {
      throw new IOException(
          "the system can't open "
              + target
              + ": is it plugged in, and may this user read and write the file?",
          e);
    }
  }

  /**
   * Where that is, the same for each way to write it: a host by its address, a device by its own
   * file whatever links lead there, and no rate.
   */
  public String place() {
    try {
      return kind == Kind.TCP
          ? "tcp:" + InetAddress.getByName(target).getHostAddress() + ":" + number
          : "device:" + Path.of(target).toRealPath();
    } catch (IOException e) {
      // What is not there can't be opened, either; that says why.
      return toString();
    }
  }

  @Override
  public String toString() {
    return switch (kind) {
      case TCP -> "tcp:" + target + ":" + number;
      case SERIAL -> "serial:" + target + ":" + number;
      case USBTMC -> "usbtmc:" + target;
    };
  }
}
