// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.OrderTricks;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Orders as an attacker, or a broken back end, could bring them to the broker. */
public final class OrderForge implements OrderTricks {
  /** Far above what the service itself has given out. */
  private static final int AHEAD = 1_000;

  private static final Duration VALIDITY = Duration.ofHours(24);
  private static final Duration SHORT = Duration.ofSeconds(5);

  /** No request and no command of the service's has it. */
  private static final String ID = "TR-X";

  private static final String OTHER = "DCMR0REF000000999";

  private final TelematicsModel model;
  private final OrderPublisher publisher;
  private final OrderSigner right;
  private final OrderSigner wrong;
  private final MalformedOrders malformed;

  public OrderForge(TelematicsModel model, OrderPublisher publisher, PrivateKey key) {
    this.model = model;
    this.publisher = publisher;
    this.right = new OrderSigner(key);
    this.malformed = new MalformedOrders(right);
    try {
      this.wrong =
          new OrderSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    } catch (NoSuchAlgorithmException e) {
      throw new BenchBroken("this JDK has no Ed25519", e);
    }
  }

  @Override
  public void send(String vin, Topic topic, Trick trick) {
    VehicleRecord vehicle =
        model
            .vehicle(vin)
            .orElseThrow(() -> new BenchBroken("the service knows no vehicle " + vin));
    publisher.publish(vin, topic.part(), payload(vehicle, topic.action(), trick));
  }

  private String payload(VehicleRecord vehicle, String action, Trick trick) {
    Instant now = model.now();
    long newest;
    synchronized (model) {
      newest = vehicle.sequence;
    }
    long next = newest + AHEAD;
    Instant end = now.plus(VALIDITY);
    return switch (trick) {
      case FORGED -> wrong.sign(ID, vehicle.vin, next, action, now, end);
      case ALTERED -> altered(right.sign(ID, vehicle.vin, next, action, now, end));
      case REPLAYED -> published(vehicle).get(0);
      case REPEATED -> published(vehicle).get(published(vehicle).size() - 1);
      case OF_THE_SAME_SEQUENCE -> right.sign(ID, vehicle.vin, newest, action, now, end);
      case EXPIRED -> right.sign(ID, vehicle.vin, next, action, now.minus(VALIDITY), now);
      case THAT_ENDS_IN_5_S -> right.sign(ID, vehicle.vin, next, action, now, now.plus(SHORT));
      case FOR_ANOTHER_VEHICLE -> right.sign(ID, OTHER, next, action, now, end);
      case OF_THE_OTHER_TOPIC ->
          right.sign(ID, vehicle.vin, next, action.equals("start") ? "lock" : "start", now, end);
      case GARBAGE -> "start";
      case START_WITHOUT_REQUEST -> model.signNow(vehicle, ID, "start");
      case START_SIGNED_ANEW -> model.signStartAnew(vehicle);
      case END_OF_ANOTHER -> model.signNow(vehicle, ID, "end");
      default -> malformed.of(trick, OrderSigner.claims(ID, vehicle.vin, next, action, now, end));
    };
  }

  private static List<String> published(VehicleRecord vehicle) {
    if (vehicle.published.isEmpty()) {
      throw new BenchBroken("there is no order yet that could be replayed");
    }
    return vehicle.published;
  }

  /** Another letter in the middle of the claims: as valid as text, not as signed. */
  private static String altered(String jws) {
    int at = jws.indexOf('.') + (jws.lastIndexOf('.') - jws.indexOf('.')) / 2;
    char other = jws.charAt(at) == 'A' ? 'B' : 'A';
    return jws.substring(0, at) + other + jws.substring(at + 1);
  }
}
