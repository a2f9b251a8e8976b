// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Fault;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packets of a broker that does not keep to MQTT 3.1.1, byte for byte. */
class BrokerFaultsTest {
  private static final String CONNACK = "20020000";
  private static final String SUBACK = "900400010101";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static List<String> hex(List<byte[]> packets) {
    return packets.stream().map(HexFormat.of()::formatHex).toList();
  }

  private static List<String> inPlaceOf(String packet, Fault fault) {
    return hex(BrokerFaults.inPlaceOf(bytes(packet), fault));
  }

  @Test
  void aConnectIsKnownByItsType() {
    assertTrue(BrokerFaults.isConnect(bytes("1000")));
    assertFalse(BrokerFaults.isConnect(bytes("3000")));
  }

  @Test
  void aBrokerIsDeafWhereItHasAnsweredByItself() {
    for (Fault fault : Fault.values()) {
      boolean deaf =
          List.of(Fault.BROKER_REFUSES, Fault.BROKER_IS_SILENT, Fault.PUBLISH_TOO_EARLY)
              .contains(fault);
      assertEquals(deaf, BrokerFaults.isDeaf(fault), fault.name());
    }
    assertFalse(BrokerFaults.isDeaf(null));
  }

  @Test
  void aConnectIsRefusedOrMetByAPublish() {
    assertEquals(List.of("20020003"), hex(BrokerFaults.atConnect(Fault.BROKER_REFUSES, "V")));
    assertEquals(
        List.of(
            "3220"
                + "001b"
                + HexFormat.of()
                    .formatHex("dcmrig/v1/vehicles/V/orders".getBytes(StandardCharsets.US_ASCII))
                + "00013f"),
        hex(BrokerFaults.atConnect(Fault.PUBLISH_TOO_EARLY, "V")));
    assertEquals(List.of(), hex(BrokerFaults.atConnect(Fault.BROKER_IS_SILENT, "V")));
    assertEquals(List.of(), hex(BrokerFaults.atConnect(null, "V")));
  }

  @Test
  void answersAreChangedAndTheirOriginalsAreNot() {
    assertEquals(List.of(CONNACK, "0000"), inPlaceOf(CONNACK, Fault.UNREADABLE_PACKET));
    assertEquals(List.of(CONNACK), inPlaceOf(CONNACK, Fault.SUBSCRIPTION_REFUSED));
    assertEquals(List.of(SUBACK), inPlaceOf(SUBACK, Fault.UNREADABLE_PACKET));
    assertEquals(List.of("900400010180"), inPlaceOf(SUBACK, Fault.SUBSCRIPTION_REFUSED));
    assertEquals(List.of("900455010101"), inPlaceOf(SUBACK, Fault.SUBACK_OF_ANOTHER));
    assertEquals(List.of(SUBACK), inPlaceOf(SUBACK, null));
    byte[] original = bytes(SUBACK);
    BrokerFaults.inPlaceOf(original, Fault.SUBACK_OF_ANOTHER);
    assertEquals(SUBACK, HexFormat.of().formatHex(original));
  }
}
