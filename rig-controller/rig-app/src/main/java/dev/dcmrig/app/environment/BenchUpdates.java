// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.UpdateFleet;
import dev.dcmrig.api.Updates;
import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.network.link.Link;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.core.RolloutPlan;
import dev.dcmrig.ota.core.Software;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.ddi.Identity;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.MaintenanceWindow;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.ota.server.OtaSettings;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.ota.uptane.UptaneEdge;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.host.TemporaryFolders;
import dev.dcmrig.telematics.domain.TelematicsModel;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uptane.metadata.Target;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The update server of one environment, behind the link as the telematics service is. It is opened
 * when the first scenario step asks for it: one without updates pays nothing for it.
 */
final class BenchUpdates implements Updates, AutoCloseable {
  private static final String ADDRESS = "https://ota.dcmrig.example";
  private static final int KIBIBYTE = 1024;
  private static final int PERCENT = 100;

  /** What is to come later comes after this. */
  private static final Duration LATER = Duration.ofMinutes(5);

  private static final Duration WHOLE_MINUTE = Duration.ofSeconds(59);

  private static final UpdatePolicy ASKED =
      new UpdatePolicy(ActionKind.SOFT, null, false, null, 0, Retries.NONE);

  private final Timeline timeline;
  private final Vertx vertx;
  private final Link link;
  private final TelematicsModel model;
  private final String edgeToken;
  private final BenchRepositories repositories;
  private final OtaRules rules;
  private final BenchFleet fleet;
  private final BenchWay way;
  private final Deployments.Opener opener;

  /** The image that each car was offered last. */
  private final Map<String, byte[]> lastOffered = new HashMap<>();

  private int enrolled;
  private int campaigns;
  private long rollout;
  private @Nullable OtaServer server;
  private @Nullable Deployments deployments;
  private @Nullable Path folder;

  /**
   * @param edgeToken what the link shows, so that it is believed whose certificate it saw
   * @param rules what the update server decides by
   * @param opener says who gives devices their updates
   */
  BenchUpdates(
      Timeline timeline,
      Vertx vertx,
      Link link,
      TelematicsModel model,
      String edgeToken,
      OtaRules rules,
      BenchFleet fleet,
      Deployments.Opener opener) {
    this.rules = rules;
    this.opener = opener;
    this.fleet = fleet;
    this.timeline = timeline;
    this.vertx = vertx;
    this.link = link;
    this.model = model;
    this.edgeToken = edgeToken;
    this.repositories = new BenchRepositories(timeline, BenchImages.HARDWARE);
    this.way = new BenchWay(repositories);
  }

  /** What the factory puts into the ECUs of a car that verify by themselves. */
  Map<String, Supplier<EcuTrust>> trust(String vin, CarDiagnostics car) {
    return repositories.trust(vin, car);
  }

  private OtaCore core() {
    OtaServer open = server;
    if (open == null) {
      open = open();
    }
    return open.core();
  }

  private Deployments deployments() {
    core();
    Deployments open = deployments;
    if (open == null) {
      throw new IllegalStateException("an open server has deployments");
    }
    return open;
  }

  private OtaServer open() {
    try {
      Path artifacts = TemporaryFolders.create("updates");
      folder = artifacts;
      DdiSettings devices =
          DdiSettings.STANDARD
              .withEdgeToken(edgeToken)
              .withPublicAddress(ADDRESS)
              .polling(Duration.ofMinutes(1), Duration.ZERO);
      OtaServer made =
          OtaServer.inMemory(timeline, artifacts, OtaSettings.BENCH.with(devices), rules);
      way.opened(new Identity(made.core(), devices));
      server = made;
      Deployments giving = opener.at(made, devices);
      deployments = giving;
      repositories.endOrdersBy(giving::isGivenUp);
      made.with(giving.edge().<HttpEdge>map(edge -> new EitherEdge(way, edge)).orElse(way));
      link.updatesAt(Environments.await(made.listen(vertx), "open the update server"));
      return made;
    } catch (IOException e) {
      throw new BenchBroken("no folder for the update server's files: " + e.getMessage(), e);
    }
  }

  @Override
  public void enrol(String vin) {
    deployments().register(vin);
    enrolled++;
    repositories.enrol(vin);
    model.updatesFrom(
        vin, ADDRESS + "/" + DdiSettings.STANDARD.tenant(), ADDRESS + "/" + UptaneEdge.ROOT);
  }

  @Override
  public void offer(String vin, Image image, boolean asked) {
    assign(vin, image, asked ? ASKED : UpdatePolicy.FORCED);
  }

  private void assign(String vin, Image image, UpdatePolicy policy) {
    byte[] bytes = BenchImages.bytes(image);
    lastOffered.put(vin, bytes);
    repositories.order(vin, repositories.release(BenchImages.file(image), bytes));
    deployments().assign(vin, set(image, bytes), policy);
  }

  @Override
  public void offer(String vin, String version, Delta delta) {
    byte[] base = lastOffered.get(vin);
    if (base == null) {
      throw new BenchBroken("no image was offered to " + vin + " that a delta could be of");
    }
    Image image = new Image(version, "", Start.RUNS, base.length / KIBIBYTE);
    BenchDelta made = BenchDelta.of(delta, BenchImages.file(image), base, BenchImages.bytes(image));
    lastOffered.put(vin, made.image());
    repositories.order(vin, repositories.release(BenchImages.file(image), made.image()));
    long module = module(image, made.image());
    add(module, made.name(), made.delta());
    long set = core().software().createSet("dcm", version, List.of(module));
    deployments().assign(vin, set, UpdatePolicy.FORCED);
  }

  @Override
  public void offer(
      String vin, Optional<Image> image, List<EcuSoftware> ecus, boolean allOrNothing) {
    EcuModules made = new EcuModules(core().software(), repositories, vin);
    List<Long> modules = new ArrayList<>();
    List<Target> ordered = new ArrayList<>();
    image.ifPresent(
        own -> {
          byte[] bytes = BenchImages.bytes(own);
          modules.add(module(own, bytes));
          ordered.add(repositories.forDcm(vin, repositories.release(BenchImages.file(own), bytes)));
        });
    for (EcuSoftware ecu : ecus) {
      modules.add(made.module(ecu));
      ordered.add(made.ordered(ecu));
    }
    if (allOrNothing) {
      modules.add(made.allOrNothing());
    }
    repositories.order(vin, ordered);
    long set = core().software().createSet("car", "campaign " + ++campaigns, modules);
    deployments().assign(vin, set, UpdatePolicy.FORCED);
  }

  @Override
  public void offer(String vin, Image image, Manner manner) {
    assign(vin, image, policy(manner));
  }

  private UpdatePolicy policy(Manner manner) {
    Instant later = timeline.now().plus(LATER);
    return switch (manner) {
      case TO_BE_CONFIRMED -> UpdatePolicy.FORCED.withConsent();
      case DOWNLOADED_ONLY ->
          new UpdatePolicy(ActionKind.DOWNLOAD_ONLY, null, false, null, 0, Retries.NONE);
      case IN_A_WINDOW ->
          new UpdatePolicy(ActionKind.FORCED, null, false, window(later), 0, Retries.NONE);
      case FORCED_LATER ->
          new UpdatePolicy(
              ActionKind.TIMEFORCED, later.toEpochMilli(), false, null, 0, Retries.NONE);
    };
  }

  /** It opens with a minute. */
  private static MaintenanceWindow window(Instant from) {
    ZonedDateTime opens = from.plus(WHOLE_MINUTE).atZone(ZoneOffset.UTC);
    return new MaintenanceWindow(
        List.of(), opens.getHour() * 60 + opens.getMinute(), 60, ZoneOffset.UTC.getId());
  }

  @Override
  public void withdraw(String vin) {
    repositories.withdraw(vin);
    deployments().withdraw(vin);
  }

  @Override
  public void offerUnderAttack(String vin, Image image, String attack) {
    if (EcuAttacks.isOnReports(attack)) {
      new EcuAttacks(repositories, way, vin).onReports(attack);
      offer(vin, image, false);
      return;
    }
    byte[] offered =
        BenchAttacks.of(attack)
            .on(
                new BenchAttacks.Field(
                    repositories,
                    way,
                    link,
                    vin,
                    BenchImages.file(image),
                    BenchImages.bytes(image)));
    deployments().assign(vin, set(image, offered), UpdatePolicy.FORCED);
  }

  @Override
  public void offerUnderAttack(String vin, List<EcuSoftware> ecus, String attack) {
    new EcuAttacks(repositories, way, vin).onOrder(attack, ecus);
    offer(vin, Optional.empty(), ecus, false);
  }

  @Override
  public List<byte[]> ofAPrimary(String vin, EcuSoftware software, String nonce, String attack) {
    byte[] targets = new EcuAttacks(repositories, way, vin).targetsOfAPrimary(attack, software);
    return List.of(repositories.time(Set.of(nonce)), targets);
  }

  @Override
  public void rotateRoots(int times) {
    repositories.rotateRoots(times);
  }

  @Override
  public List<String> noticedByDirector() {
    return repositories.noticed();
  }

  private long set(Image image, byte[] bytes) {
    return core().software().createSet("dcm", image.version(), List.of(module(image, bytes)));
  }

  private long module(Image image, byte[] bytes) {
    long module = core().software().createModule("dcm", image.version(), "os", "DCM Rig");
    add(module, BenchImages.file(image), bytes);
    return module;
  }

  private void add(long module, String file, byte[] bytes) {
    Software software = core().software();
    try (Upload upload = software.receive(module, file)) {
      upload.write(bytes);
      software.addArtifact(module, file, upload.finish());
    }
  }

  @Override
  public void rollOut(Image image) {
    opener.expectRollouts();
    byte[] bytes = BenchImages.bytes(image);
    repositories.orderForAll(repositories.release(BenchImages.file(image), bytes));
    int share = Math.max(1, PERCENT / enrolled);
    List<WavePlan> waves = Collections.nCopies(enrolled, new WavePlan(share, PERCENT, 1));
    rollout =
        core()
            .rollouts()
            .create(
                new RolloutPlan(
                    "of " + image.version(),
                    set(image, bytes),
                    "controllerId==*",
                    waves,
                    UpdatePolicy.FORCED,
                    null,
                    false));
    core().rollouts().start(rollout);
  }

  @Override
  public UpdateFleet fleet() {
    opener.expectRollouts();
    return fleet;
  }

  @Override
  public void wish(RolloutWish wish) {
    if (fleet.isRolling()) {
      fleet.wish(wish);
      return;
    }
    switch (wish) {
      case PAUSE -> core().rollouts().pause(rollout);
      case RESUME -> core().rollouts().resume(rollout);
      case CANCEL -> core().rollouts().cancel(rollout);
    }
  }

  @Override
  public void close() {
    fleet.close();
    OtaServer open = server;
    server = null;
    if (open != null) {
      open.close();
    }
    Path files = folder;
    folder = null;
    if (files != null) {
      try {
        TemporaryFolders.remove(files);
      } catch (IOException e) {
        throw new BenchBroken("the update server's files in " + files + " are left over", e);
      }
    }
  }
}
