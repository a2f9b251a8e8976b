// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A wire over one TCP connection, whoever has opened it; nothing gets lost or overtaken on it. */
final class StreamWire implements Wire, ByteLink.Receiver {
  private static final int CONNECT_MILLIS = 10_000;
  private static final long READY_SECONDS = 10;

  /** Bytes of one turn: more than any bus carries in a second. */
  private static final int MAX_TURN_BYTES = 1 << 20;

  /** How bytes are frames, either way. Used by one thread for each way. */
  interface Protocol {

    /** What this end says first. */
    byte[] opening();

    /** The frame's bytes; empty for one that {@link #refuses}. */
    byte[] encode(Frame frame);

    /** A clause that follows the frame; empty when it can be carried. */
    String refuses(Frame frame);

    /**
     * Bytes have come; what they make is told to {@code ear}.
     *
     * @return bytes that are to be said in answer
     * @throws IllegalArgumentException for what the protocol doesn't know
     */
    byte[] decode(byte[] bytes, int length, Ear ear);

    /** The other end has said that frames may flow. */
    boolean isReady();
  }

  private final String uri;
  private final Protocol protocol;
  private final ByteLink link;
  private final AtomicLong unsent = new AtomicLong();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int frames;
  private @Nullable Ear ear;
  private @Nullable String ended;
  private boolean ready;

  /** Whoever has connected to this end waits for nothing: its end is always told. */
  private final boolean accepted;

  private StreamWire(String uri, Protocol protocol, Socket socket, boolean accepted)
      throws IOException {
    this.accepted = accepted;
    this.uri = uri;
    this.protocol = protocol;
    this.link = new ByteLink(uri, socket, this);
  }

  /**
   * Connects.
   *
   * @param uri for messages
   * @throws BusException when nobody is there
   */
  static StreamWire to(InetSocketAddress peer, String uri, Protocol protocol) {
    Socket socket = new Socket();
    try {
      socket.connect(peer, CONNECT_MILLIS);
      return new StreamWire(uri, protocol, socket, false);
    } catch (IOException e) {
      Addresses.close(socket);
      throw new BusException(
          uri
              + ": nobody can be reached there ("
              + e.getMessage()
              + "); start the other end first");
    }
  }

  /** Takes a connection over that the other end has opened. */
  static StreamWire from(Socket socket, String uri, Protocol protocol) throws IOException {
    return new StreamWire(uri, protocol, socket, true);
  }

  /** Whether the other end has said that frames may flow. */
  synchronized boolean isReady() {
    return ready;
  }

  /** Begins to read without waiting for the other end's greeting. */
  void begin(Ear newEar) {
    synchronized (this) {
      ear = newEar;
    }
    link.start();
    send(protocol.opening());
  }

  /**
   * Waits until frames may flow.
   *
   * @throws BusException when the other end doesn't speak the protocol, or refuses
   */
  @Override
  public void start(Ear newEar) {
    begin(newEar);
    String why = awaitReady();
    if (why != null) {
      synchronized (this) {
        ear = null;
      }
      link.close();
      throw new BusException(uri + ": " + why);
    }
  }

  private synchronized @Nullable String awaitReady() {
    long left = TimeUnit.SECONDS.toMillis(READY_SECONDS);
    try {
      while (!ready && ended == null && left > 0) {
        wait(100);
        left -= 100;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ready) {
      return null;
    }
    return ended != null ? ended : "the other end has not answered within " + READY_SECONDS + " s";
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public String refuses(Frame frame) {
    return protocol.refuses(frame);
  }

  @Override
  public synchronized boolean put(Frame frame) {
    if (out.size() > MAX_TURN_BYTES) {
      return false;
    }
    out.writeBytes(protocol.encode(frame));
    frames++;
    return true;
  }

  @Override
  public synchronized void flush() {
    if (frames > 0) {
      if (!link.offer(out.toByteArray())) {
        unsent.addAndGet(frames);
      }
      frames = 0;
      out.reset();
    }
  }

  private void send(byte[] bytes) {
    boolean ignored = bytes.length > 0 && link.offer(bytes);
  }

  @Override
  public void bytes(byte[] bytes, int length) {
    Ear told;
    synchronized (this) {
      told = ear;
    }
    if (told != null) {
      try {
        send(protocol.decode(bytes, length, told));
      } finally {
        told.pause();
      }
    }
    if (protocol.isReady()) {
      synchronized (this) {
        ready = true;
        notifyAll();
      }
    }
  }

  @Override
  public void ended(String why) {
    Ear told;
    synchronized (this) {
      told = ready || accepted ? ear : null;
      ear = null;
      ended = why;
      notifyAll();
    }
    if (told != null) {
      told.broken(new BusException(uri + ": " + why));
    }
  }

  @Override
  public BusHealth health() {
    return new BusHealth(0, 0, 0, 0, unsent.get() + link.cutOff());
  }

  @Override
  public void close() {
    flush();
    link.close();
  }
}
