// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.network.link.Flow.Service;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which faults wait for whom. A fault of a connection is met by the next connection to its host;
 * one of an answer, or of the broker, by the next exchange of its kind. Asked on any thread.
 */
final class LinkFaults implements BackendFaults {
  private static final class Armed {
    final Fault fault;
    final Exchange exchange;
    int left;

    Armed(Fault fault, Exchange exchange, int left) {
      this.fault = fault;
      this.exchange = exchange;
      this.left = left;
    }

    Service host() {
      if (exchange.isOfUpdates()) {
        return Service.UPDATES;
      }
      return exchange == Exchange.ORDER ? Service.BROKER : Service.TELEMATICS;
    }
  }

  /** Told, on the timeline's thread, that kept connections to a host must not hide a fault. */
  @FunctionalInterface
  interface Connections {
    void close(Service service);
  }

  private final Connections connections;
  private final List<Armed> armed = new ArrayList<>();
  private int met;
  private int trusted;

  LinkFaults(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void inject(Fault fault, Exchange exchange, int times) {
    if (times < 1) {
      throw new IllegalArgumentException(
          "a fault is met by 1 or more tries, not by " + times + ": " + fault);
    }
    Armed next = new Armed(fault, exchange, times);
    synchronized (this) {
      armed.add(next);
    }
    if (fault.place() == Place.CONNECTION) {
      connections.close(next.host());
    } else if (fault.place() == Place.SESSION) {
      connections.close(Service.BROKER);
    }
  }

  @Override
  public synchronized void clear() {
    armed.clear();
  }

  @Override
  public synchronized int met() {
    return met;
  }

  @Override
  public synchronized int trusted() {
    return trusted;
  }

  /** A handshake was finished although the server showed a wrong certificate. */
  synchronized void trustedWrongly() {
    trusted++;
  }

  /** What a connection to this host meets; null when it is well. */
  @Nullable Fault onConnect(Service service) {
    return take(each -> each.fault.place() == Place.CONNECTION && each.host() == service);
  }

  /** What a request meets. */
  @Nullable Fault onRequest(@Nullable Exchange exchange) {
    return take(
        each ->
            each.fault.place() != Place.CONNECTION
                && each.fault.place() != Place.SESSION
                && each.exchange == exchange);
  }

  /** What a session with the broker meets. */
  @Nullable Fault onSession() {
    return take(each -> each.fault.place() == Place.SESSION);
  }

  /** What a message from the broker meets. */
  @Nullable Fault onPublish() {
    return take(each -> each.fault.place() == Place.BROKER && each.exchange == Exchange.ORDER);
  }

  private synchronized @Nullable Fault take(Predicate<Armed> wanted) {
    for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
      Armed candidate = each.next();
      if (wanted.test(candidate)) {
        met++;
        if (--candidate.left == 0) {
          each.remove();
        }
        return candidate.fault;
      }
    }
    return null;
  }
}
