// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts bytes (datagrams, ends of stream) between hand-over to a loopback socket and their
 * consumption at the other end. While any flow has something under way, virtual time stands.
 *
 * <pre>
 *   sender, on the timeline    handedOver(from, to, n)   then write n bytes
 *   receiver, on its thread    read n bytes, timeline.post(reaction), then consumed(from, to, n)
 * </pre>
 *
 * A TCP end of stream counts as one unit in its direction. A UDP datagram counts as one unit. Both
 * ends name a flow by the pair of local ports, since both can know it.
 */
public class InFlight {

  /** What carries a flow: TCP and UDP ports are separate name spaces. */
  public enum Transport {
    TCP,
    UDP
  }

  private record Flow(Transport transport, int fromPort, int toPort) {
    @Override
    public String toString() {
      return transport + " port " + fromPort + " to port " + toPort;
    }
  }

  private final Map<Flow, Long> units = new HashMap<>();

  /** Flows towards an end that is gone, while the other end may still send. */
  private final Set<Flow> dead = new HashSet<>();

  /** Of each flow what was handed over and not consumed, abandoned or not; while it is kept. */
  private final Map<Flow, Long> balances = new HashMap<>();

  private boolean keepsBalances;

  private final Runnable settled;
  private volatile int unsettledFlows;

  /** Calls {@code settled}, from any thread, when nothing is under way any more. */
  public InFlight(Runnable settled) {
    this.settled = settled;
  }

  /** Before {@code count} units are written to a socket. */
  public void handedOver(Transport transport, int fromPort, int toPort, long count) {
    add(new Flow(transport, fromPort, toPort), count);
  }

  /** After the receiver has read them and has posted everything due because of them. */
  public void consumed(Transport transport, int fromPort, int toPort, long count) {
    add(new Flow(transport, fromPort, toPort), -count);
  }

  /** The socket is gone: what was under way in this direction will never be consumed. */
  public void abandoned(Transport transport, int fromPort, int toPort) {
    Flow flow = new Flow(transport, fromPort, toPort);
    boolean idle;
    synchronized (this) {
      if (units.remove(flow) != null) {
        unsettledFlows--;
      }
      idle = unsettledFlows == 0;
    }
    if (idle) {
      settled.run();
    }
  }

  /**
   * A connection of these ports begins: that an earlier one of the same ports had ended counts no
   * longer. The kernel takes a port of the loopback again within seconds.
   */
  public synchronized void begun(Transport transport, int localPort, int remotePort) {
    Flow there = new Flow(transport, localPort, remotePort);
    Flow back = new Flow(transport, remotePort, localPort);
    dead.remove(there);
    dead.remove(back);
    balances.remove(there);
    balances.remove(back);
  }

  /**
   * This end reads no more, and has posted what is due: what is under way to it, or will be, counts
   * no longer. Both ends may close at the same instant, each with an end of stream that nobody
   * reads.
   */
  public void gone(Transport transport, int localPort, int remotePort) {
    synchronized (this) {
      if (!dead.remove(new Flow(transport, localPort, remotePort))) {
        dead.add(new Flow(transport, remotePort, localPort));
      }
    }
    abandoned(transport, remotePort, localPort);
  }

  private void add(Flow flow, long count) {
    boolean idle;
    synchronized (this) {
      if (keepsBalances) {
        balances.merge(flow, count, Long::sum);
      }
      if (count > 0 && dead.contains(flow)) {
        return;
      }
      Long before = units.get(flow);
      // Who hands over counts before writing, so less than nothing means that the flow was
      // abandoned meanwhile; what is read of it afterwards no longer counts.
      long after = Math.max(0, (before == null ? 0 : before) + count);
      if (before == null && after != 0) {
        unsettledFlows++;
      }
      if (after == 0) {
        if (before != null) {
          units.remove(flow);
          unsettledFlows--;
        }
      } else {
        units.put(flow, after);
      }
      idle = unsettledFlows == 0;
    }
    if (idle) {
      settled.run();
    }
  }

  /** A look without the lock: may be out of date at once. */
  boolean hasUnsettled() {
    return unsettledFlows != 0;
  }

  /** Whether something of this direction is under way: whoever sent it counts, as our ends do. */
  public synchronized boolean isUnderWay(Transport transport, int fromPort, int toPort) {
    return units.containsKey(new Flow(transport, fromPort, toPort));
  }

  /**
   * From here on it can be told whether somebody else's count adds up ({@link #mayBeConsumed}).
   * Costs an entry for each flow.
   */
  public synchronized void keepBalances() {
    keepsBalances = true;
  }

  /**
   * Whether so much was handed over in this direction and not consumed yet, be it abandoned
   * meanwhile: nobody can have read more.
   */
  public synchronized boolean mayBeConsumed(
      Transport transport, int fromPort, int toPort, long count) {
    return count <= balances.getOrDefault(new Flow(transport, fromPort, toPort), 0L);
  }

  /** Whether nothing is under way. */
  public synchronized boolean isSettled() {
    return unsettledFlows == 0;
  }

  /** The flows with something under way, for the message of a run that ends as error. */
  public synchronized String describe() {
    TreeMap<String, Long> sorted = new TreeMap<>();
    units.forEach((flow, count) -> sorted.put(flow.toString(), count));
    return sorted.toString();
  }
}
