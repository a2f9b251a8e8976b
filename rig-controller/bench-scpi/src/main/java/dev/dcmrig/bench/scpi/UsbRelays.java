// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.scpi.line.InstrumentAddress;
import dev.dcmrig.bench.scpi.line.InstrumentLine;
import java.io.IOException;
import java.util.List;

/**
 * A USB relay board whose serial line takes four bytes for each relay, and says nothing:
 *
 * <pre>
 *   +------+-------+-------+-----+
 *   | 0xA0 | relay | state | sum |   relay from 1; state 1 closed, 0 open;
 *   +------+-------+-------+-----+   sum of the three, modulo 256
 * </pre>
 *
 * <p>Nobody can see whether a relay has moved: only an unplugged board is noticed.
 */
final class UsbRelays implements RelayFaults.Relays {
  private static final int BEGIN = 0xA0;
  private static final int CLOSED = 1;
  private static final int OPEN = 0;

  private static final String UNKNOWN = "USB relay board, which does not say who it is";

  private final String who;
  private final InstrumentAddress address;
  private final InstrumentLock lock;
  private InstrumentLine line;

  private UsbRelays(
      String who, InstrumentAddress address, InstrumentLock lock, InstrumentLine line) {
    this.who = who;
    this.address = address;
    this.lock = lock;
    this.line = line;
  }

  /** The fault-insertion unit of a bench with such a board. */
  static RelayFaults open(Site site) {
    UsbRelayOptions options = site.options(UsbRelayOptions.class);
    UsbRelays relays = connect(options.at());
    site.recorder().beside("instrument.faults", UNKNOWN);
    return new RelayFaults(relays, new Contacts(options.contacts()), site.observations());
  }

  /** Looks whether a board is plugged in. */
  static String whoIsThere(UsbRelayOptions options) {
    connect(options.at()).close();
    return UNKNOWN;
  }

  private static UsbRelays connect(InstrumentAddress address) {
    String who = "the relay board of 'instruments.faults' at " + address;
    InstrumentLock lock = InstrumentLock.take(who, address.place());
    try {
      return new UsbRelays(who, address, lock, address.open());
    } catch (IOException e) {
      lock.close();
      throw new BenchBroken(
          who + " is not there: " + e.getMessage() + "; 'dmesg' shows what was plugged in", e);
    }
  }

  @Override
  public synchronized void set(List<Integer> open, List<Integer> closed) {
    try {
      for (int relay : open) {
        line.send(command(relay, OPEN));
      }
      for (int relay : closed) {
        line.send(command(relay, CLOSED));
      }
    } catch (IOException e) {
      throw new BenchBroken(who + " is gone: " + e.getMessage() + "; look at its cable", e);
    }
  }

  static byte[] command(int relay, int state) {
    return new byte[] {(byte) BEGIN, (byte) relay, (byte) state, (byte) (BEGIN + relay + state)};
  }

  @Override
  public synchronized void setAtLast(List<Integer> open, List<Integer> closed) {
    try {
      set(open, closed);
    } catch (BenchBroken first) {
      line.close();
      try {
        line = address.open();
      } catch (IOException e) {
        throw new BenchBroken(
            who + " could not be brought to rest; unplug it. " + first.getMessage(), e);
      }
      set(open, closed);
    }
  }

  @Override
  public synchronized void close() {
    line.close();
    lock.close();
  }
}
