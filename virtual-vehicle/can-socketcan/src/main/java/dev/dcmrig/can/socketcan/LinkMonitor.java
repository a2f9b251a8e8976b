// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.LinkEvent;
import dev.dcmrig.can.socketcan.link.LinkListener;
import dev.dcmrig.can.socketcan.link.LinkTable;
import dev.dcmrig.can.socketcan.link.NetlinkMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches the CAN interfaces: which there are, which are up, in which state their controllers are.
 *
 * <p>The kernel tells of what comes, goes, is brought up or taken down, and of bus-off. It tells
 * nobody when a controller becomes error-passive or error-active again; so as long as a controller
 * is up its state is asked for every {@value #STATE_INTERVAL_MILLIS} ms. Frames of the same change
 * may be read before its event.
 *
 * <p>Any thread may ask; events come on a thread of its own.
 */
public final class LinkMonitor implements AutoCloseable {

  /** Milliseconds after which the state of a controller is asked for again. */
  public static final int STATE_INTERVAL_MILLIS = 250;

  private static final int POLL_ENTRY = 8;

  private final Netlink told;
  private final Netlink asked;
  private final LinkListener listener;
  private final int wake;
  private final Thread thread;
  private final LinkTable table = new LinkTable();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
  private volatile List<CanLink> links;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LinkMonitor(
      Netlink told, Netlink asked, int wake, List<CanLink> there, LinkListener listener) {
    this.told = told;
    this.asked = asked;
    this.wake = wake;
    this.listener = listener;
    // Those that are there already are no event.
    table.all(there);
    this.links = table.links();
    this.thread = new Thread(this::watch, "can-links");
    thread.setDaemon(true);
  }

  /**
   * Watches from now on; the interfaces that are there already are in {@link #links}.
   *
   * @throws SocketCanException when the kernel has no such socket
   */
  public static LinkMonitor open(LinkListener listener) {
    Netlink told = Netlink.open(LibC.RTMGRP_LINK);
    try {
      Netlink asked = Netlink.open(0);
      try {
        List<CanLink> there = asked.links();
        int wake = LibC.eventfd(0, LibC.EFD_NONBLOCK | LibC.EFD_CLOEXEC);
        if (wake < 0) {
          throw SocketCanException.of(
              "could not make an eventfd", "rtnetlink", Native.getLastError());
        }
        LinkMonitor monitor = new LinkMonitor(told, asked, wake, there, listener);
        monitor.thread.start();
        return monitor;
      } catch (RuntimeException e) {
        asked.close();
        throw e;
      }
    } catch (RuntimeException e) {
      told.close();
      throw e;
    }
  }

  /** The interfaces as they were last heard of. */
  public List<CanLink> links() {
    return links;
  }

  /** The interface of this name as it was last heard of. */
  public Optional<CanLink> link(String name) {
    return links.stream().filter(link -> link.name().equals(name)).findFirst();
  }

  /**
   * Waits until an interface is there and up, at once when it is: how a driver waits for an adapter
   * that was pulled out.
   *
   * @return false when it was not up within {@code bound}, or the monitor was closed
   */
  public boolean awaitUp(String name, Duration bound) throws InterruptedException {
    return await(name, found -> found.filter(CanLink::up).isPresent(), bound);
  }

  /**
   * Waits until {@code holds} for the interface of this name, empty when it isn't there.
   *
   * @return false when it did not hold within {@code bound}, or the monitor was closed
   * @throws SocketCanException when the kernel could no longer be asked
   */
  public boolean await(String name, Predicate<Optional<CanLink>> holds, Duration bound)
      throws InterruptedException {
    long left = bound.toNanos();
    lock.lockInterruptibly();
    try {
      while (!holds.test(link(name))) {
        RuntimeException cause = broken.get();
        if (cause != null) {
          throw new SocketCanException("the interfaces can't be watched any longer: " + cause, 0);
        }
        if (left <= 0 || closed.get()) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    try (Memory entries = new Memory(2 * POLL_ENTRY)) {
      while (!closed.get()) {
        entry(entries, 0, wake);
        entry(entries, POLL_ENTRY, told.fd());
        boolean states =
            links.stream().anyMatch(each -> each.up() && each.controller().isPresent());
        int ready = LibC.poll(entries, 2, states ? STATE_INTERVAL_MILLIS : -1);
        if (closed.get() || ready < 0) {
          continue;
        }
        if (entries.getShort(POLL_ENTRY + 6) == 0) {
          publish(table.all(asked.links()));
        } else {
          told.read()
              .ifPresentOrElse(
                  messages -> messages.forEach(this::take),
                  () -> publish(table.all(asked.links())));
        }
      }
    } catch (RuntimeException e) {
      broken.set(e);
      throw e;
    } finally {
      told.close();
      asked.close();
      signal();
    }
  }

  private static void entry(Memory entries, int at, int fd) {
    entries.setInt(at, fd);
    entries.setShort(at + 4L, LibC.POLLIN);
    entries.setShort(at + 6L, (short) 0);
  }

  private void take(NetlinkMessage message) {
    Optional<CanLink> link =
        message.type() == NetlinkMessage.RTM_NEWLINK || message.type() == NetlinkMessage.RTM_DELLINK
            ? CanLink.of(message.payload())
            : Optional.empty();
    if (link.isPresent()) {
      publish(
          message.type() == NetlinkMessage.RTM_NEWLINK
              ? table.seen(link.get())
              : table.removed(link.get().index()));
    }
  }

  private void publish(List<LinkEvent> events) {
    links = table.links();
    if (!events.isEmpty()) {
      signal();
      events.forEach(listener::onEvent);
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (Memory one = new Memory(8)) {
      one.setLong(0, 1);
      LibC.write(wake, one, 8);
    }
    if (Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    LibC.close(wake);
  }
}
