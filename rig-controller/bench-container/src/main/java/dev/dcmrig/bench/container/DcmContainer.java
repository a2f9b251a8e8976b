// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.process.RunningDcm;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A container that the rig has started for a DCM, on a network of its own. Nothing of it outlives
 * {@link #end}, and nothing outlives the rig.
 */
final class DcmContainer implements RunningDcm {

  /** For an end that was asked for; then for one by SIGTERM, before SIGKILL. */
  private static final int OFF_SECONDS = 3;

  private static final int END_SECONDS = 2;
  private static final int LOG_SECONDS = 5;

  private static final long LOOK_MILLIS = 20;

  /** Lines of its output that come into messages, and the characters of each. */
  private static final int KEPT_LINES = 20;

  private static final int KEPT_CHARACTERS = 400;

  /** Processes and threads: a DCM that forks without end takes no more of the machine. */
  private static final long MAX_PROCESSES = 1_024;

  private static final long MIB = 1L << 20;

  private static final int SIGNALS = 128;
  private static final int KILLED = 137;

  private final ContainerEngine engine;
  private final DockerClient client;
  private final ContainerOptions options;
  private final RigNetwork network;
  private final String id;
  private final Runnable removal = this::remove;

  private DcmContainer(
      ContainerEngine engine, ContainerOptions options, RigNetwork network, String id) {
    this.engine = engine;
    this.client = engine.client();
    this.options = options;
    this.network = network;
    this.id = id;
    Leftovers.opened(removal);
  }

  /**
   * Starts one.
   *
   * @param files what it finds below its root, as a tar
   * @param guest told the address of the container
   * @throws BenchBroken when it can't be started; then nothing of it is left
   */
  static DcmContainer start(
      ContainerEngine engine,
      ContainerOptions options,
      RigNetwork network,
      Map<String, String> variables,
      InputStream files,
      CompletableFuture<InetAddress> guest) {
    DcmContainer container =
        new DcmContainer(engine, options, network, create(engine, options, network, variables));
    try {
      container.copy(files);
      container.client.startContainerCmd(container.id).exec();
      guest.complete(container.address());
      return container;
    } catch (DockerException e) {
      container.remove();
      throw new BenchBroken(
          "the container of "
              + options.image()
              + " can't be started: "
              + String.valueOf(e.getMessage()).strip()
              + "; check 'dcm.image' and 'dcm.command' of the bench file",
          e);
    } catch (RuntimeException e) {
      container.remove();
      throw e;
    }
  }

  private static String create(
      ContainerEngine engine,
      ContainerOptions options,
      RigNetwork network,
      Map<String, String> variables) {
    try (CreateContainerCmd command = engine.client().createContainerCmd(options.image())) {
      options
          .command()
          .ifPresent(
              words ->
                  command.withEntrypoint(words.get(0)).withCmd(words.subList(1, words.size())));
      return command
          .withName(network.name())
          .withLabels(Leftovers.labels())
          .withEnv(
              variables.entrySet().stream()
                  .map(each -> each.getKey() + "=" + each.getValue())
                  .toList())
          .withHostConfig(
              HostConfig.newHostConfig()
                  .withNetworkMode(network.name())
                  .withMemory(options.memory() * MIB)
                  .withMemorySwap(options.memory() * MIB)
                  .withPidsLimit(MAX_PROCESSES)
                  // What it writes is kept in one file of 1 MB, however much it is.
                  .withLogConfig(
                      new LogConfig(
                          LogConfig.LoggingType.JSON_FILE,
                          Map.of("max-size", "1m", "max-file", "1"))))
          .exec()
          .getId();
    } catch (RuntimeException e) {
      throw engine.gone(e);
    }
  }

  private void copy(InputStream files) {
    try (files) {
      client.copyArchiveToContainerCmd(id).withRemotePath("/").withTarInputStream(files).exec();
    } catch (IOException e) {
      throw new BenchBroken("the DCM's files could not be read: " + e, e);
    }
  }

  private InetAddress address() {
    String address =
        attached(client.inspectContainerCmd(id).exec())
            .map(ContainerNetwork::getIpAddress)
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                // Ended at once: its account says more than a missing address would.
                () -> new BenchBroken("the DCM's container ended at its start: " + account()));
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new BenchBroken("the container has no address: " + address, e);
    }
  }

  private Optional<ContainerNetwork> attached(InspectContainerResponse seen) {
    return Optional.ofNullable(seen.getNetworkSettings().getNetworks().get(network.name()));
  }

  String name() {
    return network.name();
  }

  @Override
  public boolean isAlive() {
    try {
      return isRunning(client.inspectContainerCmd(id).exec());
    } catch (NotFoundException e) {
      return false;
    } catch (RuntimeException e) {
      throw engine.gone(e);
    }
  }

  private static boolean isRunning(InspectContainerResponse seen) {
    return Boolean.TRUE.equals(seen.getState().getRunning());
  }

  /** Why a DCM that is in it can't be judged any more, if so. */
  Optional<String> trouble() {
    try {
      InspectContainerResponse seen = client.inspectContainerCmd(id).exec();
      if (!isRunning(seen)) {
        return Optional.of(account());
      }
      if (Boolean.TRUE.equals(seen.getState().getPaused())) {
        return Optional.of(title() + " was paused by somebody ('docker unpause')");
      }
      return attached(seen).isPresent()
          ? Optional.empty()
          : Optional.of(title() + " was cut off from its network " + network.name());
    } catch (NotFoundException e) {
      return Optional.of(title() + " was removed by somebody");
    }
  }

  private String title() {
    return "the container " + network.name() + " of " + options.image();
  }

  @Override
  public String account() {
    try {
      awaitEnd(END_SECONDS);
      InspectContainerResponse seen = client.inspectContainerCmd(id).exec();
      String last = lastLines();
      return title()
          + (isRunning(seen) ? " is still running" : howItEnded(seen))
          + (last.isEmpty()
              ? ", and wrote nothing"
              : "; the end of what it wrote:\n  " + last.replace("\n", "\n  "));
    } catch (NotFoundException e) {
      return title() + " was removed by somebody";
    } catch (RuntimeException e) {
      return title() + " can't be asked: " + engine.gone(e).getMessage();
    }
  }

  private String howItEnded(InspectContainerResponse seen) {
    Long code = seen.getState().getExitCodeLong();
    long exit = code == null ? -1 : code;
    if (Boolean.TRUE.equals(seen.getState().getOOMKilled())) {
      return " was killed by the kernel: it needs more memory than the "
          + options.memory()
          + " MiB of 'dcm.memory'";
    }
    return " ended with exit code "
        + exit
        + (exit == KILLED
            ? " (killed, SIGKILL)"
            : exit > SIGNALS ? " (signal " + (exit - SIGNALS) + ")" : "");
  }

  private String lastLines() {
    StringBuilder text = new StringBuilder();
    ResultCallback.Adapter<Frame> lines =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            if (text.length() < KEPT_LINES * KEPT_CHARACTERS * 4) {
              text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
          }
        };
    try (lines) {
      client
          .logContainerCmd(id)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(KEPT_LINES)
          .exec(lines)
          .awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      text.append("(its output can't be read: ").append(e.getMessage()).append(')');
    }
    List<String> kept = new ArrayList<>();
    for (String line : text.toString().split("\n", -1)) {
      String clean = line.replaceAll("\\p{Cntrl}", " ").stripTrailing();
      kept.add(
          clean.length() > KEPT_CHARACTERS ? clean.substring(0, KEPT_CHARACTERS) + "..." : clean);
    }
    return String.join("\n", kept).strip();
  }

  /** Waits, so long at most, until it has ended. */
  private void awaitEnd(int seconds) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      for (long waited = 0;
          waited < TimeUnit.SECONDS.toMillis(seconds) && isAlive();
          waited += LOOK_MILLIS) {
        boolean ignored = never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void end(boolean askedTo) {
    try {
      if (askedTo) {
        awaitEnd(OFF_SECONDS);
      }
      if (isAlive()) {
        client.stopContainerCmd(id).withTimeout(END_SECONDS).exec();
      }
    } catch (RuntimeException e) {
      // It ends by being removed. An engine that is gone is told by who watches.
      return;
    } finally {
      remove();
    }
  }

  private void remove() {
    Leftovers.remove(client, id);
    network.remove();
    Leftovers.closed(removal);
  }
}
