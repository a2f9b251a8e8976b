// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.telematics.http.Routes;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the telematics service knows and does, for the time of one scenario: vehicles, requests,
 * orders. Request threads hold its lock; what reaches a DCM is handed to the timeline.
 */
public final class TelematicsModel {
  private static final Duration ORDER_VALIDITY = Duration.ofHours(24);

  /** Tracking requests of one scenario, ended ones included. */
  static final int MAX_REQUESTS = 10_000;

  private final Timeline timeline;
  private final OrderSigner signer;
  private final OrderPublisher publisher;
  private final Entitlements entitlements;
  private final Map<String, VehicleRecord> vehicles = new LinkedHashMap<>();
  private final Map<String, TrackingRequest> requests = new LinkedHashMap<>();
  private int commands;

  public TelematicsModel(
      Timeline timeline, PrivateKey orderKey, OrderPublisher publisher, Entitlements entitlements) {
    this.timeline = timeline;
    this.signer = new OrderSigner(orderKey);
    this.publisher = publisher;
    this.entitlements = entitlements;
  }

  /** All endpoints of the model's own, each held to its rules. */
  public void routes(Routes routes, TrackingRules tracking, OwnershipRules ownership) {
    new DcmHandler(this, tracking).routes(routes);
    new TrackingHandler(this, tracking).routes(routes);
    new AppHandler(this, ownership).routes(routes);
    new BackOfficeHandler(this, ownership).routes(routes);
    routes.gate((owner, variables) -> isOpen(ownership, owner, variables));
  }

  /** Who asks about a vehicle that nobody knows is told so. */
  private boolean isOpen(OwnershipRules rules, String owner, Map<String, String> variables) {
    String account = variables.getOrDefault("owner", "");
    if (!account.isEmpty() && !rules.isOwnAccount(owner, account)) {
      return false;
    }
    VehicleRecord vehicle = vehicles.get(variables.getOrDefault("vin", ""));
    return vehicle == null || rules.mayUse(owner, vehicle.owner);
  }

  /** A vehicle with a DCM that the service can reach. */
  public synchronized void provision(String vin) {
    vehicles.putIfAbsent(vin, new VehicleRecord(vin));
    entitlements.vehicleKnown(vin);
  }

  /**
   * From its next configuration on the vehicle's DCM knows where updates come from.
   *
   * @param repositories where Uptane's repositories are
   */
  public synchronized void updatesFrom(String vin, String url, String repositories) {
    VehicleRecord known =
        vehicle(vin)
            .orElseThrow(() -> new BenchBroken("the service knows no vehicle '" + vin + "'"));
    known.updatesUrl = url;
    known.repositoriesUrl = repositories;
  }

  Entitlements entitlements() {
    return entitlements;
  }

  Instant now() {
    return timeline.now();
  }

  Optional<VehicleRecord> vehicle(String vin) {
    return Optional.ofNullable(vehicles.get(vin));
  }

  Optional<VehicleRecord> byRegistration(String registration) {
    return vehicles.values().stream()
        .filter(vehicle -> vehicle.registration.equals(registration))
        .findFirst();
  }

  Iterable<VehicleRecord> vehicles() {
    return vehicles.values();
  }

  Optional<TrackingRequest> request(String id) {
    return Optional.ofNullable(requests.get(id));
  }

  /** Whether another tracking request can be kept. */
  boolean hasRoom() {
    return requests.size() < MAX_REQUESTS;
  }

  TrackingRequest open(VehicleRecord vehicle) {
    TrackingRequest request = new TrackingRequest("TR-" + (requests.size() + 1), vehicle.vin);
    requests.put(request.id, request);
    vehicle.request = request;
    return request;
  }

  String nextCommand() {
    return "C-" + ++commands;
  }

  /**
   * The order that started tracking, as a DCM may ask for it: with its sequence, so that a DCM that
   * has carried it out does not do so again, and signed now, so that it has not expired.
   */
  String startAgain(VehicleRecord vehicle, String id) {
    return signer.sign(
        id, vehicle.vin, vehicle.startSequence, "start", now(), now().plus(ORDER_VALIDITY));
  }

  /** A new order or command, signed now. */
  String sign(VehicleRecord vehicle, String id, String action) {
    vehicle.sequence++;
    return signer.sign(
        id, vehicle.vin, vehicle.sequence, action, now(), now().plus(ORDER_VALIDITY));
  }

  /** As {@link #sign}, for who does not hold the lock. */
  synchronized String signNow(VehicleRecord vehicle, String id, String action) {
    return sign(vehicle, id, action);
  }

  /** The start of the newest request with a sequence of its own, as if it were sent anew. */
  synchronized String signStartAnew(VehicleRecord vehicle) {
    TrackingRequest newest = vehicle.request;
    if (newest == null) {
      throw new BenchBroken("there is no request yet whose start could be signed anew");
    }
    String jws = sign(vehicle, newest.id, "start");
    vehicle.startSequence = vehicle.sequence;
    return jws;
  }

  /** Signs an order or command, brings it to the broker, and wakes the DCM. */
  void send(VehicleRecord vehicle, String part, String id, String action) {
    String jws = sign(vehicle, id, action);
    vehicle.published(jws);
    if (action.equals("start")) {
      vehicle.startSequence = vehicle.sequence;
    }
    String vin = vehicle.vin;
    timeline.post(
        "service/" + vin,
        () -> {
          publisher.publish(vin, part, jws);
          publisher.page(vin, "DCM WAKE");
        });
  }
}
