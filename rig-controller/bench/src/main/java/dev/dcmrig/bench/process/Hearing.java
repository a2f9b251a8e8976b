// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.Outside;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** All processes that are on one virtual timeline. Belongs to its thread, but for {@link #wake}. */
final class Hearing implements Outside, AutoCloseable {
  private final Selector selector;

  /** Somebody has ended a wait, and nobody knows yet. */
  private final AtomicBoolean woken = new AtomicBoolean();

  Hearing() {
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new BenchBroken("the lines of a DCM's process can't be waited for: " + e, e);
    }
  }

  /** Hears this one, too, from now on. */
  void add(TurnSocket socket) {
    socket.heardBy(selector);
  }

  /** Hears this one no longer. */
  void remove(TurnSocket socket) {
    socket.heardNoMore(selector);
    attend(0);
  }

  /** Reads no more of what this one says: it has broken the rules. */
  void ignore(TurnSocket socket) {
    socket.notHeardBy(selector);
  }

  boolean isEmpty() {
    return selector.keys().isEmpty();
  }

  @Override
  public boolean attend(long nanos) {
    try {
      int ready =
          nanos <= 0
              ? selector.selectNow()
              : selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
      if (ready == 0) {
        return woken.getAndSet(false);
      }
    } catch (IOException e) {
      throw new BenchBroken("the lines of a DCM's process can't be waited for: " + e, e);
    }
    // What is read may change who is heard.
    List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
    selector.selectedKeys().clear();
    for (SelectionKey key : ready) {
      if (key.isValid() && key.attachment() instanceof TurnSocket socket) {
        socket.ready();
      }
    }
    return true;
  }

  @Override
  public void wake() {
    woken.set(true);
    selector.wakeup();
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      // Nobody is heard any more, whatever the system thinks of it.
      return;
    }
  }
}
