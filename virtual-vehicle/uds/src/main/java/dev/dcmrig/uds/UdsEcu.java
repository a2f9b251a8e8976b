// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.IsoTpListener;
import dev.dcmrig.isotp.NResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server on its connections: requests to it alone and to all come in, responses go out. */
public final class UdsEcu implements AutoCloseable {
  /** Responses that wait for the connection; more are dropped, as the client waits for one. */
  private static final int MAX_WAITING = 8;

  private final UdsServer server;
  private final IsoTpLink physical;
  private final @Nullable IsoTpLink functional;
  private final Deque<byte[]> responses = new ArrayDeque<>();
  private long dropped;

  /**
   * @param physical opens the connection of this ECU alone
   * @param functional opens the one that hears requests to all; null: there is none
   */
  public UdsEcu(
      UdsServer server,
      Function<IsoTpListener, IsoTpLink> physical,
      @Nullable Function<IsoTpListener, IsoTpLink> functional) {
    this.server = server;
    this.physical = physical.apply(new Requests(false));
    this.functional = functional == null ? null : functional.apply(new Requests(true));
  }

  private final class Requests implements IsoTpListener {
    private final boolean toAll;

    Requests(boolean toAll) {
      this.toAll = toAll;
    }

    @Override
    public void onFirstFrame(long timeNanos, int length) {
      server.begins();
    }

    @Override
    public void onMessage(long timeNanos, byte[] message) {
      request(message, toAll);
    }

    @Override
    public void onFailure(long timeNanos, NResult reason) {
      server.broken();
    }
  }

  private void request(byte[] message, boolean toAll) {
    server.request(message, toAll, this::respond);
  }

  private void respond(byte[] response) {
    if (responses.size() == MAX_WAITING) {
      dropped++;
      return;
    }
    responses.add(response);
    sendNext(NResult.N_OK);
  }

  private void sendNext(NResult last) {
    if (!physical.sending()) {
      byte[] next = responses.poll();
      if (next != null) {
        physical.send(next, this::sendNext);
      }
    }
  }

  /** Responses that found no room. */
  public long droppedResponses() {
    return dropped;
  }

  @Override
  public void close() {
    server.close();
    responses.clear();
    physical.close();
    if (functional != null) {
      functional.close();
    }
  }
}
