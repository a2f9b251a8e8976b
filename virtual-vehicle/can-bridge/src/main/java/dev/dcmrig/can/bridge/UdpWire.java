// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * cannelloni over UDP, from point to point. Frames of one turn share datagrams. The end that knows
 * the other one's address sends an empty datagram at once and each second, so that the end that
 * listens knows its address, too, before there is a frame. cannelloni itself skips such. It has the
 * number of the next one with frames, so that it is no loss when it gets lost.
 *
 * <p>The end that listens talks to who has sent it a datagram last, or first: as it was opened.
 */
final class UdpWire implements Wire {

  /** What fits into an Ethernet frame of 1500 bytes: 20 are IPv4's, 8 UDP's. */
  static final int MAX_DATAGRAM_BYTES = 1500 - 20 - 8;

  private static final int MAX_RECEIVED_BYTES = 65_535;
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;
  private static final long HELLO_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DatagramChannel channel;
  private final String uri;
  private final boolean knowsPeer;
  private final boolean keepsFirst;
  private final Predicate<InetAddress> admits;
  private final Timer hello;
  private final Thread reader;
  private final ByteBuffer out = ByteBuffer.allocate(MAX_DATAGRAM_BYTES);
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong unsent = new AtomicLong();

  /** Guarded by itself. */
  private final Arrivals arrivals = new Arrivals();

  private volatile @Nullable SocketAddress peer;
  private final AtomicReference<@Nullable Ear> ear = new AtomicReference<>();
  private volatile String firstProblem = "";
  private volatile boolean closed;
  private int sequence;
  private int frames;

  /** What has come from each end that this one has talked to. */
  private static final class Arrivals {
    private SequenceCheck ofPeer = new SequenceCheck();
    private long lostBefore;
    private long outOfOrderBefore;

    synchronized void came(int number) {
      ofPeer.came(number);
    }

    synchronized void otherPeer() {
      lostBefore += ofPeer.lost();
      outOfOrderBefore += ofPeer.outOfOrder();
      ofPeer = new SequenceCheck();
    }

    synchronized long lost() {
      return lostBefore + ofPeer.lost();
    }

    synchronized long outOfOrder() {
      return outOfOrderBefore + ofPeer.outOfOrder();
    }
  }

  private UdpWire(
      DatagramChannel channel,
      @Nullable InetSocketAddress peer,
      boolean keepsFirst,
      Predicate<InetAddress> admits,
      String uri,
      Timeline timeline) {
    this.keepsFirst = keepsFirst;
    this.admits = admits;
    this.channel = channel;
    this.peer = peer;
    this.knowsPeer = peer != null;
    this.uri = uri;
    this.hello = timeline.timer(this::sayHello);
    this.reader = new Thread(this::read, uri);
    reader.setDaemon(true);
    CannelloniFormat.begin(out, 0);
  }

  /**
   * Waits for the other end's datagrams at an address of this machine.
   *
   * @param at port 0 is any
   * @param keepsFirst who has sent first stays the other end, and what others send is malformed;
   *     else it is who has sent last
   * @param admits whether datagrams from an address are taken
   * @throws BusException when it can't
   */
  static UdpWire listening(
      InetSocketAddress at, boolean keepsFirst, Predicate<InetAddress> admits, Timeline timeline) {
    DatagramChannel channel = open("cannelloni:" + Addresses.text(at), at);
    String host = at.getAddress().getHostAddress();
    String uri = "cannelloni:" + host + ":" + Addresses.local(channel).getPort();
    return new UdpWire(channel, null, keepsFirst, admits, uri, timeline);
  }

  /**
   * Talks to the end at that address.
   *
   * @param localPort where that end sends to; 0 is any
   * @throws BusException when the address can't be used
   */
  static UdpWire to(InetSocketAddress peer, int localPort, Timeline timeline) {
    String uri = "cannelloni:" + Addresses.text(peer);
    DatagramChannel channel = open(uri, new InetSocketAddress(localPort));
    try {
      channel.connect(peer);
    } catch (IOException e) {
      Addresses.close(channel);
      throw new BusException(uri + ": can't be reached: " + e.getMessage());
    }
    return new UdpWire(channel, peer, true, from -> true, uri, timeline);
  }

  private static DatagramChannel open(String uri, InetSocketAddress local) {
    DatagramChannel channel = null;
    try {
      channel = DatagramChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      channel.bind(local);
      return channel;
    } catch (IOException e) {
      Addresses.close(channel);
      throw new BusException(
          uri + ": port " + local.getPort() + " can't be used: " + e.getMessage());
    }
  }

  @Override
  public void start(Ear newEar) {
    ear.set(newEar);
    reader.start();
    if (knowsPeer) {
      sayHello();
    }
  }

  @Override
  public String uri() {
    return uri;
  }

  /** Where this end listens. */
  InetSocketAddress local() {
    return Addresses.local(channel);
  }

  @Override
  public synchronized boolean put(Frame frame) {
    if (peer == null) {
      // Nobody has joined yet: as a wire that nobody else is on.
      return true;
    }
    if (out.remaining() < CannelloniFormat.size(frame)) {
      flush();
    }
    CannelloniFormat.put(out, frame);
    frames++;
    return true;
  }

  @Override
  public synchronized void flush() {
    if (frames > 0) {
      send();
    }
  }

  private synchronized void sayHello() {
    if (!closed) {
      if (frames == 0) {
        send();
      }
      hello.armAfter(HELLO_NANOS);
    }
  }

  private void send() {
    SocketAddress to = peer;
    int carried = frames;
    CannelloniFormat.end(out, carried);
    out.flip();
    try {
      int sent = knowsPeer ? channel.write(out) : to == null ? 0 : channel.send(out, to);
      if (sent == 0) {
        unsent.addAndGet(carried);
      }
    } catch (PortUnreachableException e) {
      unsent.addAndGet(carried);
      nobodyThere();
    } catch (IOException e) {
      unsent.addAndGet(closed ? 0 : carried);
    }
    frames = 0;
    sequence = carried > 0 ? sequence + 1 & 0xFF : sequence;
    CannelloniFormat.begin(out, sequence);
  }

  private void read() {
    ByteBuffer in = ByteBuffer.allocate(MAX_RECEIVED_BYTES);
    while (!closed) {
      try {
        in.clear();
        SocketAddress from = channel.receive(in);
        in.flip();
        if (from instanceof InetSocketAddress sender && admits.test(sender.getAddress())) {
          received(from, in);
        }
      } catch (PortUnreachableException e) {
        nobodyThere();
      } catch (IOException e) {
        broken(uri + ": could not be read: " + e);
        return;
      }
    }
  }

  private void received(SocketAddress from, ByteBuffer in) {
    Ear told = ear.get();
    if (keepsFirst && peer != null && !from.equals(peer)) {
      wrong("a datagram from " + from + ", and the other end is at " + peer);
      return;
    }
    CannelloniFormat.Datagram datagram;
    try {
      datagram = CannelloniFormat.datagram(in);
    } catch (IllegalArgumentException e) {
      wrong("a datagram that is none: " + e.getMessage());
      if (from.equals(peer)) {
        CannelloniFormat.sequence(in).ifPresent(arrivals::came);
      }
      return;
    }
    if (!from.equals(peer)) {
      arrivals.otherPeer();
      synchronized (this) {
        peer = from;
        notifyAll();
      }
    }
    if (datagram.frames().isEmpty()) {
      return;
    }
    arrivals.came(datagram.sequence());
    if (told != null) {
      datagram.frames().forEach(told::heard);
      told.pause();
    }
  }

  /** The other machine has said so (ICMP); a machine that is not there says nothing. */
  private void nobodyThere() {
    broken(
        uri
            + ": nobody listens there; start the other end first, and see that its port is the"
            + " one");
  }

  private void wrong(String what) {
    malformed.incrementAndGet();
    if (firstProblem.isEmpty()) {
      // Only the reader writes it.
      firstProblem = what;
    }
  }

  /** What was the first datagram that could not be used; empty: none. */
  String firstProblem() {
    return firstProblem;
  }

  /** Waits until the other end has sent something; false when it hasn't in that time. */
  synchronized boolean awaitPeer(long millis) throws InterruptedException {
    long left = millis;
    while (peer == null && left > 0) {
      wait(Math.min(left, 10));
      left -= 10;
    }
    return peer != null;
  }

  private void broken(String why) {
    Ear told = ear.getAndSet(null);
    if (told != null && !closed) {
      told.broken(new BusException(why));
    }
  }

  @Override
  public BusHealth health() {
    return new BusHealth(
        0, 0, 0, malformed.get(), unsent.get(), arrivals.lost(), arrivals.outOfOrder());
  }

  @Override
  public void close() {
    synchronized (this) {
      flush();
      closed = true;
      hello.cancel();
    }
    Addresses.close(channel);
    Addresses.join(reader);
  }
}
