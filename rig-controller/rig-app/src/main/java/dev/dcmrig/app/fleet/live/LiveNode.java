// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.app.fleet.FleetDcm;
import dev.dcmrig.app.fleet.FleetRelease;
import dev.dcmrig.app.fleet.FleetYard;
import dev.dcmrig.app.fleet.Keepsake;
import dev.dcmrig.app.fleet.Misfortune;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.fleet.FleetNode;
import dev.dcmrig.fleet.VehiclePart;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node of a fleet: the cars that the leader leases to it, on one timeline. They share one bus, as
 * {@link FleetYard} says.
 */
public final class LiveNode implements FleetNode.Host, AutoCloseable {
  /** How a node has ended. */
  public enum End {
    /** The leader has said that the run is over. */
    OVER,
    /** No leader was heard for long. */
    ALONE
  }

  /**
   * What its cars are made by.
   *
   * @param firmware the numbers of a DCM that has this version when it leaves the factory
   */
  public record Makers(VehicleBinding binding, Function<String, DcmSettings> firmware) {}

  private final Makers makers;
  private final RealTimeline timeline;
  private final Context context;
  private final NetClient sockets;
  private final LeaderClient client;
  private final FleetNode node;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final Map<String, DcmSettings> byVersion = new HashMap<>();
  private final Set<LiveCar> cars = new LinkedHashSet<>();
  private @Nullable FleetYard yard;
  private @Nullable Long beginNanos;

  /**
   * @param name that no other node has or had
   */
  public LiveNode(Vertx vertx, String name, Makers makers) {
    this.makers = makers;
    this.timeline = new RealTimeline("fleet-node", this::broke);
    this.context = vertx.getOrCreateContext();
    this.sockets = vertx.createNetClient(new NetClientOptions().setConnectTimeout(3_000));
    this.client = new LeaderClient(vertx);
    CompletableFuture<FleetNode> made = new CompletableFuture<>();
    timeline.post("fleet/node", () -> made.complete(new FleetNode(vertx, timeline, name, this)));
    this.node = made.join();
  }

  /** Completes when this node hosts nothing any more, and will not; fails when it broke. */
  public CompletableFuture<End> end() {
    return end;
  }

  @Override
  public void told(JsonObject common) {
    Long begin = Briefing.of(common).beginNanos();
    if (begin != null && beginNanos == null) {
      beginNanos = begin;
      List.copyOf(cars).forEach(LiveCar::begun);
    }
  }

  @Override
  public VehiclePart part(JsonObject data, JsonObject common, FleetNode.Lease lease) {
    Briefing told = Briefing.of(common);
    List<LiveCar> own = new ArrayList<>();
    for (Object each : data.getJsonArray(CarRegister.CARS)) {
      own.add(car((JsonObject) each, told, lease));
    }
    return new VehiclePart() {
      @Override
      public void start() {
        cars.addAll(own);
        own.forEach(LiveCar::start);
      }

      @Override
      public void stop() {
        own.forEach(LiveCar::stop);
        own.forEach(cars::remove);
      }
    };
  }

  private LiveCar car(JsonObject data, Briefing told, FleetNode.Lease lease) {
    int number = data.getInteger(CarRegister.CAR);
    Map<String, String> cells = new TreeMap<>();
    data.getJsonObject(CarRegister.CELLS, new JsonObject())
        .forEach(cell -> cells.put(cell.getKey(), (String) cell.getValue()));
    String version = data.getString(CarRegister.VERSION, told.factory());
    LiveCar.Means means =
        new LiveCar.Means(
            timeline,
            client,
            new LeaderClient.Leader(told.host(), told.port(), told.token()),
            told.plan(),
            () -> Optional.ofNullable(beginNanos),
            Seed.of(told.seed()).of(FleetRelease.vin(number)).of("up").stream());
    LiveCar car =
        new LiveCar(
            number,
            means,
            lease,
            new FleetDcm.Server(told.updates(), data.getString(CarRegister.TOKEN)),
            data.getLong(CarRegister.NEXT),
            data.containsKey(CarRegister.VERSION) ? new Keepsake(version, cells) : null);
    String vin = FleetRelease.vin(number);
    DcmSettings settings = byVersion.computeIfAbsent(version, makers.firmware());
    car.with(
        new FleetDcm(
            vin,
            told.plan().fails(number) ? Misfortune.WEAK_PART : Misfortune.NONE,
            settings,
            timeline,
            yard(settings),
            new SocketRadio(
                timeline,
                context,
                sockets,
                told.host(),
                told.updatesPort(),
                "fleet/radio-" + number,
                car),
            Seed.of(told.seed()).of(vin).of("ids").stream(),
            cells));
    return car;
  }

  private FleetYard yard(DcmSettings settings) {
    FleetYard known = yard;
    if (known == null) {
      known = new FleetYard(timeline, makers.binding(), settings);
      yard = known;
    }
    return known;
  }

  @Override
  public void over() {
    end.complete(End.OVER);
  }

  @Override
  public void alone() {
    end.complete(End.ALONE);
  }

  @Override
  public void broke(Throwable cause) {
    end.completeExceptionally(cause);
  }

  /** Stops its cars, and tells the leader. */
  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    timeline.post(
        "fleet/node",
        () -> {
          node.close();
          FleetYard own = yard;
          if (own != null) {
            own.close();
          }
          closed.complete(null);
        });
    closed.join();
    client.close();
    sockets.close();
    timeline.close();
  }
}
