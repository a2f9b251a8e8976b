// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.line;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * USB Test and Measurement Class by the character device {@code /dev/usbtmcN} of Linux's driver
 * {@code usbtmc}: what is written to the file is a message to the instrument, a read asks it for
 * one. A read may wait for long, and can't be called off: it has a thread of its own, and asks only
 * when an answer is due. An instrument that is asked out of turn reports an error.
 */
final class UsbtmcLine implements InstrumentLine {
  private static final int MESSAGE_BYTES = 65_536;

  private final OutputStream out;
  private final FileInputStream in;
  private final SynchronousQueue<CompletableFuture<byte[]>> asked = new SynchronousQueue<>();
  private final Thread reader;
  private @Nullable CompletableFuture<byte[]> due;
  private byte[] kept = {};

  UsbtmcLine(String device) throws IOException {
    Path file = Path.of(device);
    // Without CREATE: what is not plugged in must not become a file.
    this.out = Files.newOutputStream(file, StandardOpenOption.WRITE);
    try {
      this.in = new FileInputStream(device);
    } catch (IOException e) {
      out.close();
      throw e;
    }
    this.reader = new Thread(this::answer, "read " + device);
    reader.setDaemon(true);
    reader.start();
  }

  private void answer() {
    try {
      while (true) {
        CompletableFuture<byte[]> wanted = asked.take();
        byte[] message = new byte[MESSAGE_BYTES];
        try {
          int count = in.read(message);
          if (count < 0) {
            wanted.completeExceptionally(new EOFException("it has been unplugged"));
          } else {
            wanted.complete(Arrays.copyOf(message, count));
          }
        } catch (IOException e) {
          wanted.completeExceptionally(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public int read(byte[] into) throws IOException {
    try {
      if (kept.length == 0) {
        CompletableFuture<byte[]> wanted = due;
        if (wanted == null) {
          wanted = new CompletableFuture<>();
          if (!asked.offer(wanted, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            return 0;
          }
          due = wanted;
        }
        kept = wanted.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        due = null;
      }
    } catch (TimeoutException e) {
      return 0;
    } catch (ExecutionException e) {
      due = null;
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    int count = Math.min(into.length, kept.length);
    System.arraycopy(kept, 0, into, 0, count);
    kept = Arrays.copyOfRange(kept, count, kept.length);
    return count;
  }

  @Override
  public void close() {
    reader.interrupt();
    try (in;
        out) {
      return;
    } catch (IOException e) {
      // It is of no use any more, whatever the system thinks of it.
      return;
    }
  }
}
