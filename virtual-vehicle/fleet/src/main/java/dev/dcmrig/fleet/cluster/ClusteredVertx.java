// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.ext.cluster.infinispan.InfinispanClusterManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.configuration.parsing.ParserRegistry;
import org.infinispan.manager.DefaultCacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Joins or begins a cluster of Vert.x over TCP: Infinispan on JGroups, members found by the
 * addresses that are named. Nothing is encrypted or authenticated, so it belongs on the loopback or
 * on a network of one's own.
 */
public final class ClusteredVertx implements AutoCloseable {
  private static final String STACK = "fleet-cluster.xml";

  /** Kept here: a level is lost with its logger. */
  private static final Logger EVENT_BUS = Logger.getLogger("io.vertx.core.eventbus.impl.clustered");

  private final Vertx vertx;
  private final DefaultCacheManager caches;

  private ClusteredVertx(Vertx vertx, DefaultCacheManager caches) {
    this.vertx = vertx;
    this.caches = caches;
  }

  /**
   * Begins a cluster, or joins one.
   *
   * @param own where this process listens; the port above it carries the event bus
   * @param leader whose cluster is joined; absent to begin one
   * @param options of the Vert.x, but for its event bus
   * @return fails with {@link NobodyThereException} when the leader does not answer
   */
  public static Future<ClusteredVertx> join(
      ClusterAddress own, @Nullable ClusterAddress leader, VertxOptions options) {
    // Read once, by JGroups: a machine's IPv6 addresses would be bound beside the named one.
    System.setProperty("java.net.preferIPv4Stack", "true");
    // Members that come and go are told of by the leases, in words of the rig.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    EVENT_BUS.setLevel(Level.SEVERE);
    DefaultCacheManager caches =
        new DefaultCacheManager(configuration(own, leader == null ? own : leader), true);
    if (leader != null && caches.getMembers().size() < 2) {
      // It has begun a cluster of its own, and two clusters never become one again.
      caches.stop();
      return Future.failedFuture(new NobodyThereException(leader));
    }
    EventBusOptions bus =
        new EventBusOptions()
            .setHost(own.host())
            .setPort(own.port() + 1)
            .setClusterPublicHost(own.host())
            .setClusterPublicPort(own.port() + 1);
    return Vertx.builder()
        .with(new VertxOptions(options).setEventBusOptions(bus))
        .withClusterManager(new InfinispanClusterManager(caches))
        .buildClustered()
        .map(vertx -> new ClusteredVertx(vertx, caches))
        .onFailure(cause -> caches.stop());
  }

  /** Nobody answers where a leader should be. */
  public static final class NobodyThereException extends Exception {
    private static final long serialVersionUID = 1L;

    NobodyThereException(ClusterAddress leader) {
      super("no leader of a fleet answers at " + leader);
    }
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Leaves the cluster; waits until it has. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    caches.stop();
  }

  private static ConfigurationBuilderHolder configuration(
      ClusterAddress own, ClusterAddress first) {
    ClassLoader loader = ClusteredVertx.class.getClassLoader();
    try (InputStream template = loader.getResourceAsStream(STACK)) {
      if (template == null) {
        throw new IllegalStateException(STACK + " is missing in the rig's own jars");
      }
      String text =
          new String(template.readAllBytes(), StandardCharsets.UTF_8)
              .replace("@HOST@", own.host())
              .replace("@PORT@", Integer.toString(own.port()))
              .replace("@MEMBERS@", first.jgroups());
      return new ParserRegistry(loader)
          .parse(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              org.infinispan.commons.dataconversion.MediaType.APPLICATION_XML);
    } catch (IOException e) {
      throw new UncheckedIOException(STACK + " can't be read", e);
    }
  }
}
