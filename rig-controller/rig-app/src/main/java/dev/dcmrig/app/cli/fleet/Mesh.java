// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.fleet;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.fleet.cluster.ClusterAddress;
import dev.dcmrig.fleet.cluster.ClusteredVertx;
import dev.dcmrig.network.wire.RigVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The Vert.x of one process of a fleet: its own, or one that is part of a cluster. */
final class Mesh implements AutoCloseable {
  private static final int PROBE_MILLIS = 1_000;
  private static final int NAME_BYTES = 4;

  private final Vertx vertx;
  private final @Nullable ClusteredVertx clustered;

  private Mesh(Vertx vertx, @Nullable ClusteredVertx clustered) {
    this.vertx = vertx;
    this.clustered = clustered;
  }

  /** A Vert.x of this process alone, or one that others can join. */
  static Mesh open(@Nullable ClusterAddress own) {
    return own == null ? new Mesh(RigVertx.create(), null) : clustered(own, null);
  }

  /**
   * Joins the cluster of a leader.
   *
   * @return empty when no leader answers, which it may do later
   */
  static Optional<Mesh> joined(ClusterAddress own, ClusterAddress leader) {
    try (Socket probe = new Socket()) {
      // Cheap, and a cluster of one's own is begun and ended in seconds only.
      probe.connect(new InetSocketAddress(leader.host(), leader.port()), PROBE_MILLIS);
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(clustered(own, leader));
    } catch (BenchBroken e) {
      if (e.getCause() instanceof CompletionException done
          && done.getCause() instanceof ClusteredVertx.NobodyThereException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Mesh clustered(ClusterAddress own, @Nullable ClusterAddress leader) {
    try {
      ClusteredVertx clustered =
          ClusteredVertx.join(own, leader, RigVertx.options())
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new Mesh(clustered.vertx(), clustered);
    } catch (CompletionException e) {
      throw new BenchBroken("no cluster at " + own + ": " + e.getCause(), e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  /** A name that no other process has. */
  String name(String role) {
    byte[] bytes = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(bytes);
    return role + "-" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    ClusteredVertx known = clustered;
    if (known == null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    } else {
      known.close();
    }
  }
}
