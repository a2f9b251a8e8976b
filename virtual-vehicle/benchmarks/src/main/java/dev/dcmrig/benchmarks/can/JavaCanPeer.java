// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.can;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tel.schich.javacan.CanChannels;
import tel.schich.javacan.CanSocketOptions;
import tel.schich.javacan.RawCanChannel;

/** JavaCAN by JNI, in the way it calls unsafe: its own buffers, no objects for frames. */
final class JavaCanPeer implements CanPeer {
  private static final int DATA = 8;

  private final RawCanChannel channel;
  private final ByteBuffer out =
      RawCanChannel.allocateSufficientMemory().order(ByteOrder.nativeOrder());
  private final ByteBuffer in =
      RawCanChannel.allocateSufficientMemory().order(ByteOrder.nativeOrder());

  JavaCanPeer() throws IOException {
    this.channel = CanChannels.newRawChannel(OurPeer.INTERFACE);
    channel.setOption(CanSocketOptions.SO_RCVBUF, 8 << 20);
    out.putInt(0, OurPeer.ID).putInt(4, 8);
  }

  @Override
  public String name() {
    return "JavaCAN 3.5.0";
  }

  @Override
  public boolean batches() {
    return false;
  }

  @Override
  public void sendOne(long payload) throws IOException {
    out.clear();
    out.putLong(DATA, payload).limit(RawCanChannel.MTU);
    channel.sendUnsafe(out);
  }

  @Override
  public void sendMany(long first, int count) throws IOException {
    for (int n = 0; n < count; n++) {
      sendOne(first + n);
    }
  }

  @Override
  public int read(long[] payloads) throws IOException {
    in.clear();
    channel.receiveUnsafe(in);
    payloads[0] = in.getLong(DATA);
    return 1;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
