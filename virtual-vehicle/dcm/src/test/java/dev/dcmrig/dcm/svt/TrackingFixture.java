// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.dcm.exchange.Kind;
import dev.dcmrig.dcm.exchange.RecordedExchanges;
import dev.dcmrig.dcm.orders.OrderVerifier;
import dev.dcmrig.dcm.orders.SignedOrders;
import dev.dcmrig.dcm.position.PositionKeeper;
import dev.dcmrig.dcm.remote.BusRequests;
import dev.dcmrig.dcm.remote.RemoteService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A DCM that can be tracked, with a service that takes down what it is told. */
abstract class TrackingFixture {
  static final String NONE = "{\"active\":false}";

  final DcmParts parts = new DcmParts();
  final SignedOrders orders = new SignedOrders();
  final RecordedExchanges service = new RecordedExchanges();
  final PositionKeeper position =
      new PositionKeeper(parts.context, parts.settings.position(), DcmRules.REQUIRED);
  final OrderVerifier verifier = new OrderVerifier(parts.context, DcmRules.REQUIRED, orders.key());
  final Car car = new Car();
  SvtService svt = newSvt();
  final RemoteService remote =
      new RemoteService(
          parts.context,
          DcmRules.REQUIRED,
          service,
          verifier,
          position,
          car,
          car,
          kind -> svt.securityEvent(kind));

  SvtService newSvt() {
    return new SvtService(
        parts.context,
        parts.settings.svt(),
        TrackingMessages.of(0, 3),
        DcmRules.REQUIRED,
        service,
        verifier,
        position,
        car,
        car);
  }

  /** Everything around the services. */
  final class Car implements BusRequests, SvtService.Dependencies, RemoteService.Dependencies {
    boolean silent;
    boolean restricted;
    int positionsAskedFor;

    @Override
    public void gnss() {
      positionsAskedFor++;
    }

    @Override
    public void locks(String word) {}

    @Override
    public void stop() {}

    @Override
    public boolean isBusSilent() {
      return silent;
    }

    @Override
    public boolean isIgnitionOn() {
      return false;
    }

    @Override
    public boolean isDataRestricted() {
      return restricted;
    }

    @Override
    public void begun() {
      if (svt.isOrdered()) {
        remote.withholdPositions("tracking-active");
      }
    }

    @Override
    public void fetchConfiguration() {
      service.get(Kind.CONFIGURATION.with(parts.settings), answer -> true, answer -> {});
    }

    @Override
    public boolean isTracked() {
      return svt.isOrdered();
    }

    @Override
    public boolean areFeaturesOff() {
      return svt.areFeaturesOff();
    }
  }

  @BeforeEach
  void boot() {
    parts.pins.onChange(() -> svt.pinsChanged());
    parts.pins.supply(12.6);
    position.boot();
    svt.boot();
    service.answer(Kind.TRACKING_ORDER, NONE);
  }

  void order(String id, long sequence, String action) {
    svt.order(orders.order(id, sequence, action));
  }

  static String active(byte[] order) {
    return "{\"active\":true,\"order\":\"" + new String(order, StandardCharsets.US_ASCII) + "\"}";
  }

  void reset() {
    svt.stop();
    svt = newSvt();
    svt.boot();
  }

  int reports() {
    parts.passMillis(0);
    return service.posts(Kind.POSITION).size();
  }

  JsonNode lastReport() {
    List<JsonNode> all = service.posts(Kind.POSITION);
    return all.get(all.size() - 1);
  }

  void pass(long seconds) {
    parts.pass(Duration.ofSeconds(seconds));
  }

  List<String> events() {
    return service.posts(Kind.SECURITY_EVENT).stream().map(e -> e.path("kind").asText()).toList();
  }

  // Positions.

  void fix(double latitude) {
    parts.say(DomainValue.LATITUDE, latitude);
    parts.say(DomainValue.LONGITUDE, 144.9671);
    parts.say(DomainValue.GNSS_FIX, "FIX_3D");
    svt.frame(parts.timeline.nowNanos());
  }
}
