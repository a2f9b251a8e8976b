// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.core.RolloutPlan;
import dev.dcmrig.ota.core.RolloutStatus;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.ota.server.OtaSettings;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.host.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fleet of DCMs that take updates, the rig's OTA server with a database in memory, and one
 * rollout over all of them. Everything is on one timeline; who has it advances it.
 */
public final class FleetRollout implements AutoCloseable {
  public static final String AFTER = FleetRelease.VERSION;
  private static final String ADDRESS = "https://ota.dcmrig.example";
  private static final Duration POLL = Duration.ofMinutes(1);

  private final Timeline timeline;
  private final FleetPlan plan;
  private final Path folder;
  private final OtaServer server;
  private final String hardware;
  private final FleetYard yard;
  private final FleetReports reports;
  private final List<FleetDcm> cars = new ArrayList<>();
  private final Map<String, FleetLoss> losses = new HashMap<>();
  private final Seed.Stream chance;
  private final Undoing parts;
  private FleetReports.Ear ear = (at, vin, kind, text) -> {};
  private byte[] image = {};
  private long rollout;

  /**
   * Builds the fleet; its cars come up within the first minute.
   *
   * @param seed of all that is left to chance
   */
  public FleetRollout(FleetPlan plan, FleetSettings settings, Timeline timeline, Seed seed) {
    this(plan, settings, timeline, seed, OtaRules.REQUIRED);
  }

  /**
   * The same with a server that decides by other rules.
   *
   * @param rules what the server decides by
   */
  public FleetRollout(
      FleetPlan plan, FleetSettings settings, Timeline timeline, Seed seed, OtaRules rules) {
    this.plan = plan;
    this.timeline = timeline;
    this.chance = seed.of("losses").stream();
    this.reports = new FleetReports(timeline);
    this.hardware = settings.usual().ota().hardware();
    List<Misfortune> misfortunes = misfortunes(plan, seed.of("misfortunes").stream());
    try (Undoing undoing = new Undoing()) {
      this.folder = folder();
      undoing.with(this::removeImage);
      OtaSettings devices =
          OtaSettings.BENCH.with(
              DdiSettings.STANDARD.withPublicAddress(ADDRESS).polling(POLL, Duration.ZERO));
      this.server = OtaServer.inMemory(timeline, folder, devices, rules);
      undoing.with(server::close);
      this.yard = new FleetYard(timeline, settings.binding(), settings.usual());
      undoing.with(yard::close);
      undoing.with(() -> cars.forEach(FleetDcm::close));
      for (int no = 0; no < plan.cars(); no++) {
        cars.add(build(no, misfortunes.get(no), settings, seed));
      }
      this.parts = undoing.kept();
    }
    reports.onWord(this::said);
  }

  private static Path folder() {
    try {
      return TemporaryFolders.create("fleet");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the fleet's image", e);
    }
  }

  /**
   * Each kind of misfortune as often as the others. They are spread evenly, so that no wave has
   * more of them than another by more than one; which car of a stretch has it is left to chance.
   */
  private static List<Misfortune> misfortunes(FleetPlan plan, Seed.Stream chance) {
    Misfortune[] all = Misfortune.values();
    List<Misfortune> spread = new ArrayList<>(Collections.nCopies(plan.cars(), Misfortune.NONE));
    for (int no = 0; no < plan.failing(); no++) {
      int from = no * plan.cars() / plan.failing();
      int to = (no + 1) * plan.cars() / plan.failing();
      spread.set(from + chance.nextInt(to - from), all[1 + no % (all.length - 1)]);
    }
    return spread;
  }

  private FleetDcm build(int no, Misfortune misfortune, FleetSettings settings, Seed seed) {
    String vin = FleetRelease.vin(no);
    Seed own = seed.of(vin);
    String token = own.of("token").stream().token();
    server.core().targets().create(vin, "", token);
    FleetRadio radio =
        new FleetRadio(
            timeline,
            server,
            own.of("radio").stream(),
            misfortune == Misfortune.BYTE_CHANGED,
            new Ear(vin));
    FleetDcm dcm =
        new FleetDcm(
            vin,
            misfortune,
            settings.of(misfortune),
            timeline,
            yard,
            radio,
            own.of("ids").stream());
    FleetDcm.Server told =
        new FleetDcm.Server(ADDRESS + "/" + DdiSettings.STANDARD.tenant(), token);
    long up = Math.round(POLL.toNanos() * own.of("up").stream().nextDouble());
    timeline.after(up, () -> dcm.start(told));
    return dcm;
  }

  private final class Ear implements FleetRadio.Ear {
    private final String vin;

    Ear(String vin) {
      this.vin = vin;
    }

    @Override
    public void heard(String method, String path, String body, int status) {
      reports.heard(vin, method, path, body, status);
    }

    @Override
    public void piece(long first, byte[] bytes) {
      int from = (int) first;
      if (first + bytes.length > image.length
          || !Arrays.equals(image, from, from + bytes.length, bytes, 0, bytes.length)) {
        reports.otherBytes(vin, bytes.length + " bytes from " + first + " on");
      }
    }
  }

  private void said(Duration at, String vin, FleetReports.Kind kind, String text) {
    FleetLoss loss = losses.get(vin);
    if (loss != null && loss.during().begin() == kind) {
      losses.remove(vin);
      FleetDcm car = cars.stream().filter(own -> own.vin().equals(vin)).findFirst().orElseThrow();
      long after = Math.round(loss.during().within().toNanos() * chance.nextDouble());
      timeline.after(after, () -> loss.happensTo(car));
    }
    ear.said(at, vin, kind, text);
  }

  /** From now on this one is told what the DCMs say. */
  public void onWord(FleetReports.Ear next) {
    ear = next;
  }

  /** Some cars that do not fail by design lose something; before the rollout begins. */
  public void lose(int number, FleetLoss loss) {
    List<FleetDcm> free =
        cars.stream()
            .filter(car -> car.misfortune() == Misfortune.NONE && !losses.containsKey(car.vin()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (number > free.size()) {
      throw new IllegalArgumentException(
          number + " cars can't lose something: " + free.size() + " are left of this fleet");
    }
    for (int count = 0; count < number; count++) {
      losses.put(free.remove(chance.nextInt(free.size())).vin(), loss);
    }
  }

  private OtaCore core() {
    return server.core();
  }

  public FleetPlan plan() {
    return plan;
  }

  /** What the DCMs have said so far. */
  public FleetReports reports() {
    return reports;
  }

  /** Whether each DCM has told the server what it is. */
  public boolean isEnrolled() {
    return reports.carsThatToldVersions() == plan.cars();
  }

  /** Makes the release and its rollout, and starts it. */
  public void begin() {
    begin(plan, FleetOrder.USUAL);
  }

  /** The same with other waves than the fleet's plan has, and with an order of its own. */
  public void begin(FleetPlan how, FleetOrder order) {
    image = FleetRelease.image(hardware);
    cars.forEach(car -> car.userAgreesAfter(order.usersAgreeAfter()));
    long set = FleetRelease.publish(core().software(), image);
    rollout =
        core()
            .rollouts()
            .create(
                new RolloutPlan(
                    "of " + AFTER,
                    set,
                    order.filter(hardware),
                    how.shares(),
                    order.policy(timeline.now()),
                    null,
                    false));
    core().rollouts().start(rollout);
  }

  /** The rollout with its waves, as the server counts them. */
  public RolloutStatus status() {
    return core().rollouts().status(rollout);
  }

  /** An operator goes on in spite of the errors so far. */
  public void resume() {
    core().rollouts().resume(rollout);
  }

  /**
   * An operator has all asked again that failed.
   *
   * @return how many
   */
  public int retry() {
    return core().rollouts().retry(rollout);
  }

  /** An operator stops the rollout for a while. */
  public void pause() {
    core().rollouts().pause(rollout);
  }

  /** An operator ends the rollout. */
  public void cancel() {
    core().rollouts().cancel(rollout);
  }

  /** The version that the server believes to run in each car; empty where it knows of none. */
  public Map<String, String> known() {
    Map<String, String> versions = new HashMap<>();
    for (FleetDcm car : cars) {
      versions.put(
          car.vin(),
          core()
              .targets()
              .find(car.vin())
              .flatMap(target -> Optional.ofNullable(target.installedSetId()))
              .map(set -> core().software().set(set).version())
              .orElse(""));
    }
    return versions;
  }

  /** Cars in which the new version runs now. */
  public int running() {
    return (int) cars.stream().filter(car -> car.running().equals(AFTER)).count();
  }

  List<FleetDcm> cars() {
    return Collections.unmodifiableList(cars);
  }

  /** The cars that a rollout of an order takes, in the order in which its waves take them. */
  public List<String> vins(FleetOrder order) {
    return cars.stream()
        .filter(car -> order.everyHardware() || car.misfortune() != Misfortune.OTHER_HARDWARE)
        .map(FleetDcm::vin)
        .toList();
  }

  @Override
  public void close() {
    parts.close();
  }

  private void removeImage() {
    try {
      TemporaryFolders.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the fleet's image in " + folder + " is left over", e);
    }
  }
}
