// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.api.OrderTricks.Topic;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.RadioLink.ProxyAnswer;
import dev.dcmrig.api.RadioLink.ProxyRequest;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.Updates.EcuSoftware;
import dev.dcmrig.api.Updates.Image;
import dev.dcmrig.api.Updates.Start;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.UpdateAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories of the network: what the link takes down of messages, and of faults that it plays. */
class LinkJournalTest extends Story {

  private void track() {
    bench
        .backend()
        .api()
        .request(
            Role.STOLEN_VEHICLE_CENTRE,
            "POST",
            "/v1/tracking-requests",
            "{\"policeReport\":\"VP-2026-000123\",\"vin\":\""
                + vin()
                + "\",\"requestedBy\":\"owner\"}");
  }

  @Test
  void aTrackedCarWithShortMessages() throws IOException {
    tell(
        "tracked",
        () -> {
          drivesOff();
          track();
          pass(70);
          bench.radioLink().sms(vin(), "+61491570156", "hello");
          pass(2);
          bench.radioLink().endlessSms(vin(), 3_000);
          pass(20);
        });
  }

  @Test
  void ordersOfAnAttacker() throws IOException {
    tell(
        "attacker",
        () -> {
          drivesOff();
          track();
          pass(5);
          for (Trick trick : Trick.values()) {
            bench.backend().orders().send(vin(), Topic.ORDERS, trick);
            pass(1);
          }
          pass(5);
        });
  }

  @ParameterizedTest
  @EnumSource(ProxyAnswer.class)
  void aProxyThatAnswersInAnotherWay(ProxyAnswer answer) throws IOException {
    tell(
        "proxy-" + name(answer),
        () -> {
          for (ProxyRequest request : ProxyRequest.values()) {
            bench.radioLink().proxyAnswers(request, answer, 1);
          }
          drivesOff();
          press();
          pass(25);
        });
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void faultsOfEachPlace(Place place) throws IOException {
    tell(
        "faults-" + name(place),
        () -> {
          drivesOff();
          track();
          pass(5);
          for (Fault fault : Fault.values()) {
            if (fault.place() == place && place != Place.UPDATES) {
              bench.backend().faults().inject(fault, Exchange.POSITION, 1);
              bench.backend().faults().inject(fault, Exchange.TELEMETRY, 1);
              pass(62);
            }
          }
          bench.backend().faults().clear();
          pass(30);
        });
  }

  /** Each kind of message once, and each meets a fault of the way back. */
  @Test
  void eachExchangeMeetsAFault() throws IOException {
    tell(
        "exchanges",
        () -> {
          drivesOff();
          for (Exchange exchange : Exchange.values()) {
            if (!exchange.isOfUpdates()) {
              bench.backend().faults().inject(Fault.STATUS_503, exchange, 1);
            }
          }
          track();
          press();
          pass(20);
          bench.centre().hangUp(vin());
          pass(75);
        });
  }

  @Test
  void anUpdateOfDcmAndHeadUnit() throws IOException {
    tell(
        "update",
        () -> {
          bench.backend().updates().enrol(vin());
          drivesOff();
          bench
              .backend()
              .updates()
              .offer(
                  vin(),
                  Optional.of(new Image("2.0.0", "dcm-1", Start.RUNS, 128)),
                  List.of(
                      new EcuSoftware(
                          "navigation",
                          "V02.00.00",
                          "V01.00.00",
                          "DR-NAV-HW-1",
                          "DR-NAV-HW-1",
                          16)),
                  false);
          pass(62);
          car().answerUpdate(UpdateAnswer.ACCEPT);
          car().ignition(Ignition.ACC);
          pass(120);
        });
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
