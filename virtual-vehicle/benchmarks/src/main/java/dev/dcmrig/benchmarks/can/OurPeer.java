// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.can;

import dev.dcmrig.can.socketcan.FrameBatch;
import dev.dcmrig.can.socketcan.RawSocket;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** {@link RawSocket}: this project's driver, without objects for frames. */
final class OurPeer implements CanPeer {
  static final String INTERFACE = "vcan0";
  static final int ID = 0x123;

  private static final int WAIT_MILLIS = 1_000;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final RawSocket socket = RawSocket.open(INTERFACE);
  private final FrameBatch batch = new FrameBatch(256);
  private final FrameBatch one = new FrameBatch(1);
  private final byte[] data = new byte[8];

  OurPeer() {
    one.addClassic(ID, data, 0, 8);
  }

  RawSocket socket() {
    return socket;
  }

  @Override
  public String name() {
    return "DCM Rig";
  }

  @Override
  public boolean batches() {
    return true;
  }

  @Override
  public void sendOne(long payload) throws IOException {
    one.dataLong(0, 0, payload);
    if (socket.send(one) != 1) {
      throw new IOException("no room");
    }
  }

  @Override
  public void sendMany(long first, int count) throws IOException {
    for (int done = 0; done < count; done += batch.size()) {
      batch.clear();
      do {
        LONG.set(data, 0, first + done + batch.size());
      } while (batch.addClassic(ID, data, 0, 8) && done + batch.size() < count);
      if (socket.send(batch) != batch.size()) {
        throw new IOException("no room");
      }
    }
  }

  @Override
  public int read(long[] payloads) {
    int count = socket.receive(WAIT_MILLIS);
    for (int index = 0; index < count; index++) {
      payloads[index] = socket.dataLong(index, 0);
    }
    return count;
  }

  @Override
  public void close() {
    socket.close();
  }
}
