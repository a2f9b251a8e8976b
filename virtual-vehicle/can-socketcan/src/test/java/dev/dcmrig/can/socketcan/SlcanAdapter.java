// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A serial CAN adapter at the far end of a pseudo-terminal: the kernel's slcan driver makes an
 * interface of it that has a controller, as a USB adapter's has (bit rate, states, bus-off). It
 * does not have error counters, FD, a termination, or a bit timing that is calculated.
 */
final class SlcanAdapter implements AutoCloseable {
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0x100;
  private static final int TIOCSPTLCK = 0x40045431;
  private static final int TIOCGPTN = 0x80045430;
  private static final int TIOCSETD = 0x5423;
  private static final int N_SLCAN = 17;
  private static final Path NETWORK = Path.of("/sys/class/net");

  /** Of tests only: pseudo-terminals, and another user's eyes. */
  static final class TestLibC {
    static {
      Native.register("c");
    }

    private TestLibC() {}

    static native int open(String path, int flags);

    static native int ioctl(int fd, long request, Pointer value);

    static native int seteuid(int user);
  }

  private final int adapter;
  private final int line;
  private final String name;
  private final StringBuilder received = new StringBuilder();
  private final Thread reader;

  private SlcanAdapter(int adapter, int line, String name) {
    this.adapter = adapter;
    this.line = line;
    this.name = name;
    this.reader = new Thread(this::read, "adapter of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Plugs an adapter in; leaves the test out where the kernel has no driver for it. */
  static SlcanAdapter plugIn() {
    Set<String> before = interfaces();
    int adapter = TestLibC.open("/dev/ptmx", O_RDWR | O_NOCTTY);
    try (Memory value = new Memory(4)) {
      value.setInt(0, 0);
      TestLibC.ioctl(adapter, TIOCSPTLCK, value);
      TestLibC.ioctl(adapter, TIOCGPTN, value);
      int line = TestLibC.open("/dev/pts/" + value.getInt(0), O_RDWR | O_NOCTTY);
      value.setInt(0, N_SLCAN);
      if (TestLibC.ioctl(line, TIOCSETD, value) < 0) {
        int errno = Native.getLastError();
        LibC.close(line);
        LibC.close(adapter);
        abort("this kernel has no slcan, or we are not root (error " + errno + "); left out");
      }
      Set<String> now = interfaces();
      now.removeAll(before);
      return new SlcanAdapter(adapter, line, now.iterator().next());
    }
  }

  private static Set<String> interfaces() {
    try (Stream<Path> all = Files.list(NETWORK)) {
      return all.map(path -> path.getFileName().toString())
          .collect(Collectors.toCollection(HashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of its interface. */
  String name() {
    return name;
  }

  /**
   * What the driver has sent to it, once it is what is expected or the bound has passed: {@code S6}
   * sets 500 kbit/s, {@code O} opens, {@code L} opens to listen only, {@code C} closes.
   */
  String received(String expected) throws InterruptedException {
    long deadline = System.nanoTime() + KernelCan.BOUND.toNanos();
    synchronized (received) {
      long left = KernelCan.BOUND.toMillis();
      while (!text().equals(expected) && left > 0) {
        received.wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
      return text();
    }
  }

  private String text() {
    return received.toString().replace('\r', ' ').strip();
  }

  /** Says something to the driver: {@code sw000097} warning, {@code sp}, {@code sb}, {@code sa}. */
  void say(String text) {
    byte[] bytes = (text + "\r").getBytes(StandardCharsets.US_ASCII);
    try (Memory memory = new Memory(bytes.length)) {
      memory.write(0, bytes, 0, bytes.length);
      LibC.write(adapter, memory, bytes.length);
    }
  }

  private void read() {
    try (Memory memory = new Memory(256)) {
      long length = LibC.read(adapter, memory, 256);
      while (length > 0) {
        byte[] bytes = memory.getByteArray(0, (int) length);
        synchronized (received) {
          received.append(new String(bytes, StandardCharsets.US_ASCII));
          received.notifyAll();
        }
        length = LibC.read(adapter, memory, 256);
      }
    }
  }

  /** Pulls it out: its interface goes. */
  @Override
  public void close() throws InterruptedException {
    LibC.close(line);
    reader.join(10_000);
    LibC.close(adapter);
  }
}
