// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.network.link.Flow.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fault waits for whom, and how often. */
class LinkFaultsOrderTest {
  private final List<Service> closed = new ArrayList<>();
  private final LinkFaults faults = new LinkFaults(closed::add);

  @Test
  void aFaultOfAnAnswerIsMetByItsExchangeAsOftenAsItIsTold() {
    faults.inject(Fault.STATUS_503, Exchange.POSITION, 2);
    assertNull(faults.onRequest(Exchange.TELEMETRY));
    assertNull(faults.onRequest(null));
    assertNull(faults.onConnect(Service.TELEMATICS));
    assertNull(faults.onSession());
    assertNull(faults.onPublish());
    assertEquals(Fault.STATUS_503, faults.onRequest(Exchange.POSITION));
    assertEquals(Fault.STATUS_503, faults.onRequest(Exchange.POSITION));
    assertNull(faults.onRequest(Exchange.POSITION));
    assertEquals(2, faults.met());
    assertEquals(List.of(), closed);
  }

  @Test
  void ofTwoTheOlderOneComesFirst() {
    faults.inject(Fault.NO_ANSWER, Exchange.POSITION, 1);
    faults.inject(Fault.STATUS_502, Exchange.POSITION, 1);
    assertEquals(Fault.NO_ANSWER, faults.onRequest(Exchange.POSITION));
    assertEquals(Fault.STATUS_502, faults.onRequest(Exchange.POSITION));
  }

  @Test
  void aFaultOfAConnectionClosesWhatIsOpenAndWaitsForTheNextOne() {
    faults.inject(Fault.OLD_TLS, Exchange.POSITION, 1);
    faults.inject(Fault.NAME_NOT_FOUND, Exchange.ORDER, 1);
    faults.inject(Fault.CERTIFICATE_EXPIRED, Exchange.UPDATE_POLL, 1);
    assertEquals(List.of(Service.TELEMATICS, Service.BROKER, Service.UPDATES), closed);
    assertNull(faults.onRequest(Exchange.POSITION));
    assertEquals(Fault.CERTIFICATE_EXPIRED, faults.onConnect(Service.UPDATES));
    assertEquals(Fault.OLD_TLS, faults.onConnect(Service.TELEMATICS));
    assertNull(faults.onConnect(Service.TELEMATICS));
    assertEquals(Fault.NAME_NOT_FOUND, faults.onConnect(Service.BROKER));
  }

  @Test
  void aFaultOfASessionClosesTheBrokersAndIsMetByTheNextOne() {
    faults.inject(Fault.BROKER_REFUSES, Exchange.POSITION, 1);
    assertEquals(List.of(Service.BROKER), closed);
    assertNull(faults.onRequest(Exchange.POSITION));
    assertNull(faults.onPublish());
    assertEquals(Fault.BROKER_REFUSES, faults.onSession());
    assertNull(faults.onSession());
  }

  @Test
  void aFaultOfTheBrokerIsMetByAMessageOfTheOrders() {
    faults.inject(Fault.MQTT_DUPLICATE, Exchange.POSITION, 1);
    assertNull(faults.onPublish());
    faults.inject(Fault.MQTT_DISCONNECT, Exchange.ORDER, 1);
    assertEquals(Fault.MQTT_DISCONNECT, faults.onPublish());
    assertNull(faults.onPublish());
  }

  @Test
  void whatIsClearedWaitsForNobodyAndWhatWasMetStaysCounted() {
    faults.inject(Fault.STATUS_503, Exchange.POSITION, 9);
    faults.onRequest(Exchange.POSITION);
    faults.clear();
    assertNull(faults.onRequest(Exchange.POSITION));
    assertEquals(1, faults.met());
    assertEquals(0, faults.trusted());
    faults.trustedWrongly();
    assertEquals(1, faults.trusted());
    assertThrows(
        IllegalArgumentException.class,
        () -> faults.inject(Fault.STATUS_503, Exchange.POSITION, 0));
  }
}
