// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.line;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A serial line: 8 data bits, no parity, 1 stop bit, no flow control. */
final class SerialLine implements InstrumentLine {
  private static final int DATA_BITS = 8;
  private static final int LAST_LOOKS = 20;
  private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SerialPort port;

  SerialLine(String device, int baud) throws IOException {
    try {
      this.port = SerialPort.getCommPort(device);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException("this machine has no " + device, e);
    }
    port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(
        SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING, LOOK_MILLIS, 0);
    if (!port.openPort()) {
      throw new IOException(
          "the system can't open "
              + device
              + " (error "
              + port.getLastErrorCode()
              + "): is it there, is it another program's, is this user in the group 'dialout'?");
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    int sent = port.writeBytes(bytes, bytes.length);
    if (sent != bytes.length) {
      throw new IOException("the serial line took " + sent + " of " + bytes.length + " bytes");
    }
  }

  @Override
  public int read(byte[] into) throws IOException {
    int count = port.readBytes(into, into.length);
    if (count < 0) {
      throw new IOException("the serial line is gone (error " + port.getLastErrorCode() + ")");
    }
    return count;
  }

  /** Closing throws away what is still on its way out: that is waited for, within bounds. */
  @Override
  public void close() {
    for (int look = 0; look < LAST_LOOKS && port.bytesAwaitingWrite() > 0; look++) {
      LockSupport.parkNanos(LAST_LOOK_NANOS);
    }
    // What an adapter has taken is not counted any more.
    LockSupport.parkNanos(LAST_LOOK_NANOS);
    port.closePort();
  }
}
