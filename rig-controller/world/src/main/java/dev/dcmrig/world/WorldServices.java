package dev.dcmrig.world;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.world.centre.Centre;
import dev.dcmrig.world.link.Link;
import dev.dcmrig.world.mqtt.EmbeddedBroker;
import dev.dcmrig.world.net.NetworkMap;
import dev.dcmrig.world.pki.RunAuthority;
import dev.dcmrig.world.telematics.TelematicsServer;
import dev.dcmrig.world.telematics.TelematicsServers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the worlds of all scenarios share: Vert.x and a pool of telematics servers. */
public final class WorldServices implements AutoCloseable {
  /** Wall-clock time for opening or closing the sockets of a world. */
  private static final long OPEN_LIMIT_SECONDS = 20;

  private final Vertx vertx;
  private final TelematicsServers servers;
  private final RunAuthority authority = new RunAuthority();

  /** Without defects. */
  public WorldServices(Vertx vertx, Path wiremockFolder, int parallel) {
    this(vertx, wiremockFolder, parallel, Set.of());
  }

  /**
   * @param wiremockFolder holds {@code mappings/}
   * @param parallel how many worlds are open at one time
   * @param defects ids of deliberate faults that are seeded into the service
   * @throws IllegalArgumentException for one that the service doesn't know
   */
  public WorldServices(Vertx vertx, Path wiremockFolder, int parallel, Set<String> defects) {
    if (!defects.isEmpty()) {
      throw new IllegalArgumentException("the service knows no seeded defect of " + defects);
    }
    this.vertx = vertx;
    this.servers = new TelematicsServers(wiremockFolder, parallel);
  }

  /** Opens a clean world. */
  public World open(
      Timeline timeline, ScenarioRecorder recorder, Observations observations, Seed seed) {
    TelematicsServer server = servers.take();
    try {
      NetworkMap map = new NetworkMap();
      Centre centre = new Centre(timeline, observations, seed.of("centre").stream(), map);
      Link link =
          new Link(
              timeline, recorder, seed.of("link").stream(), map, authority, server.edgeToken());
      Sockets sockets = new Sockets(centre, link, server.port());
      String deployment = await(vertx.deployVerticle(sockets), "open the sockets of the world");
      return new Opened(timeline, centre, link, server, deployment);
    } catch (RuntimeException e) {
      servers.giveBack(server);
      throw e;
    }
  }

  @Override
  public void close() {
    servers.close();
    authority.close();
  }

  private static <T> T await(Future<T> future, String what) {
    try {
      T result = future.await(OPEN_LIMIT_SECONDS, TimeUnit.SECONDS);
      return result;
    } catch (TimeoutException e) {
      throw new BenchBroken("could not " + what + " within " + OPEN_LIMIT_SECONDS + " s", e);
    }
  }

  /** All sockets of one world live on one Vert.x context. */
  private static final class Sockets extends VerticleBase {
    private final Centre centre;
    private final Link link;
    private final int telematicsPort;
    private @Nullable EmbeddedBroker broker;

    Sockets(Centre centre, Link link, int telematicsPort) {
      this.centre = centre;
      this.link = link;
      this.telematicsPort = telematicsPort;
    }

    @Override
    public Future<?> start() {
      EmbeddedBroker own = new EmbeddedBroker(vertx);
      broker = own;
      return own.listen()
          .compose(ignored -> centre.listen(vertx, context))
          .compose(port -> link.listen(vertx, context, port, telematicsPort, own));
    }

    @Override
    public Future<?> stop() {
      EmbeddedBroker own = broker;
      return own == null ? Future.succeededFuture() : own.close();
    }
  }

  private final class Opened implements World {
    private final Timeline timeline;
    private final Centre centre;
    private final Link link;
    private final TelematicsServer server;
    private @Nullable String deployment;

    Opened(
        Timeline timeline, Centre centre, Link link, TelematicsServer server, String deployment) {
      this.timeline = timeline;
      this.centre = centre;
      this.link = link;
      this.server = server;
      this.deployment = deployment;
    }

    @Override
    public String proxyHost() {
      return "127.0.0.1";
    }

    @Override
    public int proxyPort() {
      return link.port();
    }

    @Override
    public RadioLink radioLink() {
      return link;
    }

    @Override
    public EmergencyCentre centre() {
      return centre;
    }

    @Override
    public TelematicsService telematics() {
      return server.service(timeline);
    }

    @Override
    public Backend backend() {
      return new NoBackend(link.backendFaults());
    }

    @Override
    public Path provision(String vin, String imsi, String address) {
      server.vehicle(vin);
      link.provision(vin, imsi, address);
      return authority.provision(vin);
    }

    @Override
    public void close() {
      String id = deployment;
      deployment = null;
      if (id != null) {
        centre.close();
        link.close();
        try {
          await(vertx.undeploy(id), "close the sockets of the world");
        } finally {
          servers.giveBack(server);
        }
      }
    }
  }
}
