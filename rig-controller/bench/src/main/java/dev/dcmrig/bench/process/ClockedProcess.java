// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process that speaks the clock protocol: from its start to its end it may be the DCM of one
 * scenario after the other. One thread at a time.
 */
final class ClockedProcess implements AutoCloseable {
  /** Looks until a process must have connected, and has said its first lines: 25 s of a rig. */
  static final int LOOKS =
      Math.toIntExact(ProcessDcmDriver.HELLO_LIMIT.toMillis() / Patience.LOOK_MILLIS);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(Patience.LOOK_MILLIS);

  private final List<String> command;
  private final ChildProcess process;
  private final TurnSocket socket;
  private boolean begun;

  private ClockedProcess(List<String> command, ChildProcess process, TurnSocket socket) {
    this.command = command;
    this.process = process;
    this.socket = socket;
  }

  /**
   * Starts a process, and waits for its connection.
   *
   * @param environment all that a DCM is told but where the rig listens
   * @throws BenchBroken when it can't be started, or does not connect
   */
  static ClockedProcess start(List<String> command, Path folder, Map<String, String> environment) {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      server.configureBlocking(false);
      InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
      Map<String, String> all = new LinkedHashMap<>(environment);
      all.put("DCM_ELECTRICAL", address.getAddress().getHostAddress() + ":" + address.getPort());
      all.put("DCM_CLOCK", ClockLines.VERSION);
      ChildProcess process =
          ChildProcess.start(
              new ChildProcess.Spec(
                  "dcm", command, folder, all, "dcm.command", ChildProcess.Streams.NONE));
      try {
        SocketChannel channel = accept(server, process);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new ClockedProcess(
            command, process, new TurnSocket(channel, new ClockGreeting(Set.of())));
      } catch (RuntimeException | IOException e) {
        process.end(false);
        throw e;
      }
    } catch (IOException e) {
      throw new BenchBroken("no loopback socket for the DCM's electrical face: " + e, e);
    }
  }

  private static SocketChannel accept(ServerSocketChannel server, ChildProcess process)
      throws IOException {
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      for (int look = 0; look < LOOKS; look++) {
        selector.select(Patience.LOOK_MILLIS);
        SocketChannel accepted = server.accept();
        if (accepted != null) {
          return accepted;
        }
        if (!process.isAlive()) {
          throw new BenchBroken(
              "the DCM's process ended before it opened its electrical socket: "
                  + process.account());
        }
      }
    }
    throw new BenchBroken(
        "no DCM connected to DCM_ELECTRICAL within "
            + ProcessDcmDriver.HELLO_LIMIT.toSeconds()
            + " s (docs/DCM-INTERFACE.md, section 0): "
            + process.account());
  }

  /**
   * Begins a scenario: tells a process that had one before what the variables are now, and waits
   * for the first lines.
   *
   * @param limit looks until it must have said them
   * @return what it said
   * @throws BenchBroken when it does not say them, or does not know a defect
   */
  ClockGreeting begin(
      Hearing hearing, Map<String, String> environment, Set<String> defects, int limit) {
    ClockGreeting greeting = new ClockGreeting(defects);
    socket.listener(greeting);
    hearing.add(socket);
    if (begun) {
      environment.forEach((name, value) -> socket.say("set " + name + " " + value, hearing));
      socket.say("begin", hearing);
      socket.flush(hearing);
    }
    begun = true;
    for (int looks = 0; !greeting.isOver(); ) {
      if (greeting.isBroken() || looks > limit) {
        throw new BenchBroken(greeting.problem() + ": " + process.account());
      }
      if (!hearing.attend(LOOK_NANOS)) {
        looks++;
      }
    }
    greeting.check();
    return greeting;
  }

  List<String> command() {
    return command;
  }

  TurnSocket socket() {
    return socket;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String account() {
    return process.account();
  }

  /** Ends it by force, with all that it has started. */
  void kill() {
    socket.close();
    process.end(false);
  }

  /** Ends it: it goes by itself when its socket is closed, or is made to. */
  @Override
  public void close() {
    socket.close();
    process.end(true);
  }
}
