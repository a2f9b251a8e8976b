// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.api.BenchBroken;
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
  private static final int LOOKS = 200;
  private static final int LOOK_MILLIS = 25;

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
    Path folder = null;
    Leash process = null;
    boolean running = false;
    try {
      int port = freePort();
      folder = TemporaryFolders.create("mosquitto");
      Files.write(folder.resolve("acl"), acl());
      Files.write(folder.resolve("mosquitto.conf"), configuration(folder, certificates, port));
      process =
          Leash.start(
              new ProcessBuilder("mosquitto", "-c", folder.resolve("mosquitto.conf").toString())
                  .redirectErrorStream(true)
                  .redirectOutput(folder.resolve("words").toFile()));
      MosquittoProcess started = new MosquittoProcess(folder, process, port);
      started.awaitRunning();
      running = true;
      return started;
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
        "log_type error",
        "log_type warning");
  }

  /** Looks until it takes connections, or has ended. */
  private void awaitRunning() throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      if (hasEndedWithin()) {
        String words = Files.readString(folder.resolve("words"), StandardCharsets.UTF_8);
        throw new BenchBroken(
            process.exitCode() == NO_SUCH_PROGRAM
                ? MISSING
                : "mosquitto ended while it started; it said: " + words.strip());
      }
      if (listens()) {
        return;
      }
    }
    throw new BenchBroken("mosquitto did not listen within " + LOOKS * LOOK_MILLIS + " ms");
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  private boolean hasEndedWithin() {
    try {
      return process.endsWithin(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while mosquitto started", e);
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
