// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.Mailbox;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.OrderTricks;
import dev.dcmrig.api.PaymentProvider;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.ServiceApi;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.api.Updates;
import dev.dcmrig.app.fleet.FleetSettings;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.RigAddress;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.centre.Centre;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.network.broker.Broker;
import dev.dcmrig.network.link.Link;
import dev.dcmrig.network.pki.QuickSignatures;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.telematics.TelematicsRules;
import dev.dcmrig.telematics.domain.OrderForge;
import dev.dcmrig.telematics.domain.TelematicsModel;
import dev.dcmrig.telematics.http.TelematicsServer;
import dev.dcmrig.telematics.http.TelematicsServers;
import dev.dcmrig.telematics.mail.MailServers;
import dev.dcmrig.telematics.subscriptions.Packages;
import dev.dcmrig.uds.data.CarDiagnostics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the environments of all scenarios share: Vert.x and a pool of telematics servers. */
public final class Environments implements AutoCloseable {
  private final Vertx vertx;
  private final TelematicsServers servers;

  /** Drawn beside what else has to start: its keys and its library take a while. */
  private final CompletableFuture<RunAuthority> authority = new CompletableFuture<>();

  private final MailServers mailServers;
  private final Packages packages;
  private final TelematicsRules rules;
  private final AgentRules agentRules;
  private final OtaRules otaRules;

  /**
   * @param wiremockFolder holds {@code mappings/}
   * @param packagesFile what a car comes with: {@code hil-configs/subscriptions/packages.yaml}
   * @param rules what the telematics service decides by
   * @param agentRules what the agent at the centre decides by
   * @param otaRules what the update server decides by
   * @param parallel how many environments are open at one time
   */
  public Environments(
      Vertx vertx,
      Path wiremockFolder,
      Path packagesFile,
      int parallel,
      TelematicsRules rules,
      AgentRules agentRules,
      OtaRules otaRules) {
    Thread drawing = new Thread(this::drawAuthority, "certificates");
    drawing.setDaemon(true);
    drawing.start();
    this.mailServers = new MailServers(parallel);
    this.packages = ServiceFiles.packages(packagesFile);
    this.rules = rules;
    this.agentRules = agentRules;
    this.otaRules = otaRules;
    this.vertx = vertx;
    this.servers = new TelematicsServers(ServiceFiles.mappings(wiremockFolder), parallel);
  }

  /** The certificates of this run, for what has to present one. */
  public RunAuthority authority() {
    try {
      return Patience.await(authority, "the certificates of the run");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new BenchBroken("there are no certificates: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted; the certificates of the run were not awaited", e);
    }
  }

  private void drawAuthority() {
    try {
      authority.complete(new RunAuthority());
    } catch (RuntimeException | Error e) {
      authority.completeExceptionally(e);
    }
  }

  /** Opens a clean environment, with the broker that the site names. */
  public Environment open(Site site) {
    return open(
        site.timeline(),
        site.recorder(),
        site.observations(),
        site.seed().of("environment"),
        (Broker) site.part(Port.BROKER),
        () -> site.shared(FleetSettings.class),
        (Deployments.Opener) site.part(Port.UPDATES));
  }

  /** Opens a clean environment that can't have a fleet. */
  public Environment open(
      Timeline timeline,
      ScenarioRecorder recorder,
      Observations observations,
      Seed seed,
      Broker broker) {
    return open(
        timeline,
        recorder,
        observations,
        seed,
        broker,
        Environments::noFleet,
        OwnDeployments.OPENER);
  }

  private static FleetSettings noFleet() {
    throw new BenchBroken("nobody has said what a fleet of this environment is made by");
  }

  private Environment open(
      Timeline timeline,
      ScenarioRecorder recorder,
      Observations observations,
      Seed seed,
      Broker broker,
      Supplier<FleetSettings> cars,
      Deployments.Opener deployments) {
    QuickSignatures.environmentOpens();
    Deque<Runnable> taken = new ArrayDeque<>();
    try {
      taken.push(broker::close);
      TelematicsServer server = servers.take();
      taken.push(() -> servers.giveBack(server));
      BenchShop shop = new BenchShop(timeline, server, mailServers, packages, rules);
      taken.push(shop::close);
      NetworkMap map = new NetworkMap();
      Centre centre =
          new Centre(timeline, observations, seed.of("centre").stream(), map, agentRules);
      Link link =
          new Link(
              timeline,
              recorder,
              observations,
              seed.of("link").stream(),
              map,
              authority(),
              broker,
              server.edgeToken());
      EnvironmentSockets sockets = new EnvironmentSockets(centre, link, server.port(), broker);
      TelematicsModel model =
          new TelematicsModel(
              timeline, authority().orderKey(), new LinkPublisher(link), shop.subscriptions());
      server.begin(shop.router(timeline, model));
      String deployment =
          await(vertx.deployVerticle(sockets), "open the sockets of the environment");
      BenchFleet fleet = new BenchFleet(timeline, observations, seed.of("fleet"), cars, otaRules);
      BenchUpdates updates =
          new BenchUpdates(
              timeline, vertx, link, model, server.edgeToken(), otaRules, fleet, deployments);
      return new Opened(timeline, recorder, centre, link, server, updates, model, shop, deployment);
    } catch (RuntimeException | Error e) {
      for (Runnable giveBack : taken) {
        try {
          giveBack.run();
        } catch (RuntimeException | Error second) {
          e.addSuppressed(second);
        }
      }
      throw e;
    }
  }

  @Override
  public void close() {
    servers.close();
    mailServers.close();
    authority().close();
  }

  static <T> T await(Future<T> future, String what) {
    try {
      return Patience.await(future.toCompletionStage().toCompletableFuture(), what);
    } catch (ExecutionException e) {
      throw new BenchBroken("could not " + what + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted; could not " + what, e);
    }
  }

  private final class Opened implements Environment, Backend {
    private final Timeline timeline;
    private final ScenarioRecorder recorder;
    private final Centre centre;
    private final Link link;
    private final TelematicsServer server;
    private final TelematicsModel model;
    private final BenchShop shop;
    private final BenchUpdates updates;
    private @Nullable String deployment;

    Opened(
        Timeline timeline,
        ScenarioRecorder recorder,
        Centre centre,
        Link link,
        TelematicsServer server,
        BenchUpdates updates,
        TelematicsModel model,
        BenchShop shop,
        String deployment) {
      this.updates = updates;
      this.model = model;
      this.shop = shop;
      this.timeline = timeline;
      this.recorder = recorder;
      this.centre = centre;
      this.link = link;
      this.server = server;
      this.deployment = deployment;
    }

    @Override
    public int proxyPort() {
      return link.port();
    }

    @Override
    public int proxyPort(RigAddress at) {
      return await(
          link.listen(at.here(), at.guest()),
          "open the radio link at " + at.here().getHostAddress());
    }

    @Override
    public boolean reaches(String imsi, String host, int port) {
      return link.reaches(imsi, host, port);
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
      return this;
    }

    @Override
    public Path provision(String vin, String imsi, String address) {
      model.provision(vin);
      link.provision(vin, imsi, address);
      return BenchSigners.provision(vin, authority().provision(vin));
    }

    @Override
    public Map<String, Supplier<EcuTrust>> trust(String vin, CarDiagnostics car) {
      return updates.trust(vin, car);
    }

    @Override
    public ServiceApi api() {
      return server.api(timeline);
    }

    @Override
    public Mailbox mailbox() {
      return shop.mailer();
    }

    @Override
    public PaymentProvider payments() {
      return shop.provider();
    }

    @Override
    public BackendFaults faults() {
      return link.backendFaults();
    }

    @Override
    public OrderTricks orders() {
      return new OrderForge(model, new LinkPublisher(link), authority().orderKey());
    }

    @Override
    public Updates updates() {
      return updates;
    }

    @Override
    public void close() {
      String id = deployment;
      deployment = null;
      if (id != null) {
        centre.close();
        link.close();
        if (server.strangers() > 0) {
          // Beside the digest: how many strangers came is chance.
          recorder.beside(
              "requests to the service that nobody here sent", Long.toString(server.strangers()));
        }
        try {
          await(vertx.undeploy(id), "close the sockets of the environment");
        } finally {
          updates.close();
          shop.close();
          servers.giveBack(server);
        }
      }
    }
  }
}
