// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.host.Leash;
import dev.dcmrig.sim.host.TemporaryFolders;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One {@code mosquitto}: its configuration in a folder of its own, its words beside it. It ends
 * with the rig, also when the rig is killed.
 */
final class MosquittoProcess implements AutoCloseable {
  /** Ports tried: between choosing one and its use, somebody else may take it. */
  private static final int MAX_STARTS = 5;

  /** What it says when its listener stands (version 2); before, the port may be anybody's. */
  private static final String STANDS = " running";

  /** Version 1 does not say so: that it listens has to do. */
  private static final String SAYS_LESS = "mosquitto version 1.";

  private static final String PORT_TAKEN = "Address already in use";

  /** Exit code of a shell that found no such program (POSIX, 2.8.2). */
  private static final int NO_SUCH_PROGRAM = 127;

  private static final String MISSING =
      "there is no mosquitto on this machine; install it (Debian: apt-get install mosquitto), or"
          + " say 'broker: {driver: emulated}' in the bench file";

  private final Path folder;
  private final Leash process;
  private final int port;

  private MosquittoProcess(Path folder, Leash process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it on a free loopback port; returns once it listens.
   *
   * @param certificates folder with {@code ca.pem}, {@code server.pem}, {@code server.key}
   */
  static MosquittoProcess start(Path certificates) {
    return start(certificates, MosquittoProcess::freePort);
  }

  /** Chooses a port. */
  @FunctionalInterface
  interface Ports {
    int next() throws IOException;
  }

  static MosquittoProcess start(Path certificates, Ports ports) {
    for (int count = 0; count < MAX_STARTS; count++) {
      MosquittoProcess started = tryPort(certificates, ports);
      if (started != null) {
        return started;
      }
    }
    throw new BenchBroken(
        "mosquitto found "
            + MAX_STARTS
            + " ports taken that were free just before; end what takes ports on 127.0.0.1");
  }

  /** Null when the port was taken. */
  private static @Nullable MosquittoProcess tryPort(Path certificates, Ports ports) {
    Path folder = null;
    Leash process = null;
    boolean running = false;
    try {
      int port = ports.next();
      folder = TemporaryFolders.create("mosquitto");
      Files.write(folder.resolve("acl"), acl());
      Files.write(folder.resolve("mosquitto.conf"), configuration(folder, certificates, port));
      process =
          Leash.start(
              new ProcessBuilder("mosquitto", "-c", folder.resolve("mosquitto.conf").toString())
                  .redirectErrorStream(true)
                  .redirectOutput(folder.resolve("words").toFile()));
      MosquittoProcess started = new MosquittoProcess(folder, process, port);
      running = started.awaitRunning();
      return running ? started : null;
    } catch (IOException e) {
      throw new BenchBroken("mosquitto can't be started: " + e.getMessage(), e);
    } finally {
      if (!running) {
        remove(process, folder);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The service writes, each vehicle reads its own topics. */
  private static List<String> acl() {
    return List.of(
        "user " + MosquittoBroker.SERVICE,
        "topic write dcmrig/#",
        "",
        "pattern read dcmrig/v1/vehicles/%u/#");
  }

  private static List<String> configuration(Path folder, Path certificates, int port) {
    return List.of(
        "user " + System.getProperty("user.name"),
        "listener " + port + " 127.0.0.1",
        "cafile " + certificates.resolve("ca.pem"),
        "certfile " + certificates.resolve("server.pem"),
        "keyfile " + certificates.resolve("server.key"),
        "require_certificate true",
        "use_identity_as_username true",
        "allow_anonymous false",
        "acl_file " + folder.resolve("acl"),
        "persistence false",
        "max_queued_messages 100",
        "log_dest stderr",
        "log_type information",
        "log_type error",
        "log_type warning");
  }

  /**
   * Waits until it takes connections.
   *
   * @return false when it ended because its port was taken
   */
  private boolean awaitRunning() throws IOException {
    boolean[] ended = {false};
    boolean came;
    try {
      came =
          Patience.await(
              millis -> {
                ended[0] = process.endsWithin(millis, TimeUnit.MILLISECONDS);
                return ended[0] || isOursAndListens();
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while mosquitto started", e);
    }
    if (!came) {
      throw new BenchBroken(
          "mosquitto does not listen after " + Patience.LOOKS + " looks; it said: " + words());
    }
    if (!ended[0]) {
      return true;
    }
    if (process.exitCode() == NO_SUCH_PROGRAM) {
      throw new BenchBroken(MISSING);
    }
    if (words().contains(PORT_TAKEN)) {
      return false;
    }
    throw new BenchBroken("mosquitto ended while it started; it said: " + words());
  }

  private String words() throws IOException {
    return Files.readString(folder.resolve("words"), StandardCharsets.UTF_8).strip();
  }

  /** Somebody else may listen there: it has to say itself that it does. */
  private boolean isOursAndListens() {
    try {
      String words = words();
      return (words.contains(STANDS) || words.contains(SAYS_LESS)) && listens();
    } catch (IOException e) {
      throw new BenchBroken("mosquitto can't be looked at: " + e.getMessage(), e);
    }
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    remove(process, folder);
  }

  private static void remove(@Nullable Leash process, @Nullable Path folder) {
    if (process != null) {
      process.close();
    }
    if (folder == null) {
      return;
    }
    try {
      TemporaryFolders.remove(folder);
    } catch (IOException e) {
      throw new BenchBroken("the folder of mosquitto could not be removed: " + e.getMessage(), e);
    }
  }
}
