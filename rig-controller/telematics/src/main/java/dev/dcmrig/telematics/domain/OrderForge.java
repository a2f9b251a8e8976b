// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.OrderTricks;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;

/** Orders as an attacker, or a broken back end, could bring them to the broker. */
public final class OrderForge implements OrderTricks {
  /** Far above what the service itself has given out. */
  private static final int AHEAD = 1_000;

  private static final Duration VALIDITY = Duration.ofHours(24);

  private final TelematicsModel model;
  private final OrderPublisher publisher;
  private final OrderSigner right;
  private final OrderSigner wrong;

  public OrderForge(TelematicsModel model, OrderPublisher publisher, PrivateKey key) {
    this.model = model;
    this.publisher = publisher;
    this.right = new OrderSigner(key);
    try {
      this.wrong =
          new OrderSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    } catch (NoSuchAlgorithmException e) {
      throw new BenchBroken("this JDK has no Ed25519", e);
    }
  }

  @Override
  public void send(String vin, Trick trick) {
    VehicleRecord vehicle =
        model
            .vehicle(vin)
            .orElseThrow(() -> new BenchBroken("the service knows no vehicle " + vin));
    Instant now = model.now();
    long sequence;
    synchronized (model) {
      sequence = vehicle.sequence + AHEAD;
    }
    String payload =
        switch (trick) {
          case FORGED -> wrong.sign("TR-X", vin, sequence, "start", now, now.plus(VALIDITY));
          case ALTERED ->
              altered(right.sign("TR-X", vin, sequence, "start", now, now.plus(VALIDITY)));
          case REPLAYED -> oldest(vehicle);
          case EXPIRED -> right.sign("TR-X", vin, sequence, "start", now.minus(VALIDITY), now);
          case FOR_ANOTHER_VEHICLE ->
              right.sign("TR-X", "DCMR0REF000000999", sequence, "start", now, now.plus(VALIDITY));
          case GARBAGE -> "start";
          case START_WITHOUT_REQUEST -> model.signNow(vehicle, "TR-X", "start");
        };
    publisher.publish(vin, "orders", payload);
  }

  private static String oldest(VehicleRecord vehicle) {
    if (vehicle.published.isEmpty()) {
      throw new BenchBroken("there is no order yet that could be replayed");
    }
    return vehicle.published.get(0);
  }

  /** Another letter in the middle of the claims: as valid as text, not as signed. */
  private static String altered(String jws) {
    int at = jws.indexOf('.') + (jws.lastIndexOf('.') - jws.indexOf('.')) / 2;
    char other = jws.charAt(at) == 'A' ? 'B' : 'A';
    return jws.substring(0, at) + other + jws.substring(at + 1);
  }
}
