// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.isotp.FrameFormat;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.IsoTpListener;
import dev.dcmrig.isotp.IsoTpOptions;
import dev.dcmrig.isotp.NResult;
import dev.dcmrig.isotp.NTimeouts;
import dev.dcmrig.sim.Timeline;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the kernel speaks ({@link IsoTpSocket}). A thread of its own waits for the
 * socket and posts what it reads to the timeline; times are those of reading.
 *
 * <p>What the kernel can't do, and this refuses or leaves out: times other than the standard's,
 * requests to all, "wait" frames (the listener is never asked whether it is ready), measured times,
 * a bound below its own for the messages it has room for.
 */
public final class KernelIsoTpLink implements IsoTpLink {
  /** Longest time between two looks at the socket; what happens wakes the thread before. */
  private static final int LOOK_MILLIS = 500;

  /** How long the thread may take to let go of its socket. */
  private static final int CLOSE_BOUND_MILLIS = 5_000;

  private record Request(byte[] message, Consumer<NResult> result) {}

  private final String uri;
  private final Timeline timeline;
  private final IsoTpAddress address;
  private final IsoTpListener listener;
  private final IsoTpSocket socket;
  private final WakeUp wake;
  private final Thread thread;

  /** Handed from the timeline's thread to the socket's. */
  private final AtomicReference<@Nullable Request> handed = new AtomicReference<>();

  /** What is being sent; the timeline's thread only. */
  private @Nullable Request underWay;

  private volatile boolean closed;

  private KernelIsoTpLink(
      String name,
      Timeline timeline,
      IsoTpAddress address,
      IsoTpListener listener,
      IsoTpSocket socket) {
    this.uri = "isotp:" + name;
    this.timeline = timeline;
    this.address = address;
    this.listener = listener;
    this.socket = socket;
    this.wake = new WakeUp(name);
    this.thread = new Thread(this::run, uri);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Opens a connection on an interface.
   *
   * @param timeline of real time
   * @throws IllegalArgumentException for what the kernel can't do, with the reason
   * @throws SocketCanException when the interface or the kernel doesn't allow it, with the way out
   */
  public static KernelIsoTpLink open(
      String name,
      Timeline timeline,
      IsoTpAddress address,
      IsoTpOptions options,
      IsoTpListener listener) {
    if (timeline.isVirtual()) {
      throw new IllegalArgumentException(
          "isotp:" + name + ": the kernel keeps real time; the bench doesn't");
    }
    IsoTpSettings settings = settings(name, address, options);
    return new KernelIsoTpLink(name, timeline, address, listener, IsoTpSocket.open(name, settings));
  }

  /** What the kernel is told. */
  static IsoTpSettings settings(String name, IsoTpAddress address, IsoTpOptions options) {
    IsoTpAddress.Side sent = address.sent();
    IsoTpAddress.Side received = address.received();
    if (sent == null || received == null) {
      throw new IllegalArgumentException(
          "isotp:" + name + ": the kernel's sockets need both directions; use IsoTpStack for one");
    }
    if (!options.timeouts().equals(NTimeouts.STANDARD)) {
      throw new IllegalArgumentException(
          "isotp:" + name + ": the kernel has its own times; use IsoTpStack for others");
    }
    IsoTpSettings settings =
        IsoTpSettings.between(sent.id(), sent.extendedId(), received.id(), received.extendedId());
    if (sent.addressByte() >= 0) {
      settings = settings.withExtendedAddress(sent.addressByte(), received.addressByte());
    }
    FrameFormat format = options.format();
    if (format.padding() != FrameFormat.NO_PADDING || options.expectsPadding()) {
      settings = settings.withPadding(format.padding(), options.expectsPadding());
    }
    settings =
        settings.withFlowControl(
            options.flowControl().blockSize(),
            options.flowControl().separation().code(),
            options.flowControl().maxWaitFrames());
    return format.fd() ? settings.withFd(format.dataLength(), format.brs()) : settings;
  }

  @Override
  public IsoTpAddress address() {
    return address;
  }

  /** What the socket takes; kernels have a bound below it, 8200 bytes or more. */
  @Override
  public int longestSent() {
    return IsoTpSocket.BUFFER;
  }

  @Override
  public void send(byte[] message, Consumer<NResult> result) {
    if (message.length == 0 || message.length > longestSent()) {
      throw new IllegalArgumentException(
          uri + ": a message of " + message.length + " bytes: 1 to " + longestSent());
    }
    if (closed) {
      throw new IllegalStateException(uri + " is closed; open another connection");
    }
    if (underWay != null) {
      throw new IllegalStateException(
          uri + ": a message is being sent; send the next one when its result is there");
    }
    Request request = new Request(message, result);
    underWay = request;
    handed.set(request);
    wake.signal();
  }

  @Override
  public boolean sending() {
    return underWay != null;
  }

  // The socket's thread.

  private void run() {
    Request sending = null;
    while (!closed) {
      int events = socket.await(wanted(sending != null), wake, LOOK_MILLIS);
      wake.reset();
      if ((events & LibC.POLLERR) != 0) {
        sending = failed(socket.pendingError(), sending);
      }
      if ((events & LibC.POLLIN) != 0) {
        read();
      }
      if ((events & LibC.POLLOUT) != 0 && (events & LibC.POLLERR) == 0 && sending != null) {
        tell(sending, NResult.N_OK);
        sending = null;
      }
      Request next = sending == null ? handed.getAndSet(null) : null;
      if (next != null) {
        sending = begin(next);
      }
    }
    socket.close();
  }

  private static short wanted(boolean sending) {
    return (short) (LibC.POLLIN | (sending ? LibC.POLLOUT : 0));
  }

  private void read() {
    try {
      byte[] message = socket.read();
      post(() -> listener.onMessage(timeline.nowNanos(), message));
    } catch (SocketCanException e) {
      NResult reason = result(e.errno(), false);
      post(() -> listener.onFailure(timeline.nowNanos(), reason));
    }
  }

  private @Nullable Request begin(Request request) {
    try {
      socket.begin(request.message());
      return request;
    } catch (SocketCanException e) {
      tell(request, NResult.N_ERROR);
      return null;
    }
  }

  /** Tells whoever the error is about; gives what is still being sent. */
  private @Nullable Request failed(int errno, @Nullable Request sending) {
    if (sending != null && errno != LibC.ETIMEDOUT && errno != LibC.EILSEQ) {
      tell(sending, result(errno, true));
      return null;
    }
    NResult reason = result(errno, false);
    post(() -> listener.onFailure(timeline.nowNanos(), reason));
    return sending;
  }

  /** The standard's name of what the kernel says. */
  static NResult result(int errno, boolean sending) {
    return switch (errno) {
      case LibC.ECOMM -> NResult.N_TIMEOUT_BS;
      case LibC.ETIMEDOUT -> NResult.N_TIMEOUT_CR;
      case LibC.EILSEQ -> NResult.N_WRONG_SN;
      case LibC.EMSGSIZE -> NResult.N_BUFFER_OVFLW;
      case LibC.EBADMSG -> sending ? NResult.N_INVALID_FS : NResult.N_ERROR;
      default -> NResult.N_ERROR;
    };
  }

  private void tell(Request request, NResult how) {
    post(
        () -> {
          if (Objects.equals(underWay, request)) {
            underWay = null;
            request.result().accept(how);
          }
        });
  }

  private void post(Runnable task) {
    timeline.post(
        uri,
        () -> {
          if (!closed) {
            task.run();
          }
        });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    wake.signal();
    try {
      thread.join(CLOSE_BOUND_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wake.close();
    Request left = underWay;
    underWay = null;
    if (left != null) {
      left.result().accept(NResult.N_ERROR);
    }
  }
}
