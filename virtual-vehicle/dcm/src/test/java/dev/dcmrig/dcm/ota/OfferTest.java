// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UpdateServer SERVER = new UpdateServer("ota.test", 443, "", "", "");
  private static final int BLOCK = FirmwareKeeper.BLOCK_BYTES;

  private static Optional<Offer> read(String... chunks) {
    try {
      return Offer.read(
          JSON.readTree(
              ("{'id':'7','deployment':{'update':'forced','chunks':["
                      + String.join(",", chunks)
                      + "]}}")
                  .replace('\'', '"')),
          SERVER);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String chunk(String part, String name, String version, String... files) {
    StringBuilder artifacts = new StringBuilder();
    for (String file : files) {
      artifacts
          .append(artifacts.isEmpty() ? "" : ",")
          .append("{'filename':'")
          .append(file)
          .append("','size':100,'hashes':{'sha256':'")
          .append("ab".repeat(32))
          .append("'},'_links':{'download':{'href':'https://ota.test/")
          .append(file)
          .append("'}}}");
    }
    return ("{'part':'" + part + "','name':'" + name + "','version':'" + version + "',")
        .concat("'artifacts':[" + artifacts + "]}")
        .replace('\'', '"');
  }

  private static final String OWN = chunk("os", "dcm", "2.0.0", "dcm.bin");
  private static final String HEAD_UNIT =
      chunk("ecu", "navigation", "V02.00.00", "fallback-nav.bin", "nav.bin");
  private static final String GNSS = chunk("ecu", "gnss", "V03.00.00", "gnss.bin");
  private static final String TOGETHER = chunk("campaign", "all-or-nothing", "1");

  @Test
  void ecusComeBesideTheOwnFirmware() {
    Offer offer = read(OWN, HEAD_UNIT, GNSS, TOGETHER).orElseThrow();
    assertTrue(offer.isForDcm());
    assertTrue(offer.together());
    assertEquals("2.0.0", offer.version());
    assertEquals(List.of("navigation", "gnss"), offer.ecus().stream().map(EcuPart::ecu).toList());
    assertEquals("/nav.bin", offer.ecus().get(0).software().path());
    assertEquals("/fallback-nav.bin", offer.ecus().get(0).fallback().path());
    assertFalse(offer.ecus().get(1).fallback().isThere());
  }

  @Test
  void eachFileHasAPlaceOfItsOwn() {
    Offer offer = read(OWN, HEAD_UNIT, GNSS).orElseThrow();
    assertFalse(offer.together());
    assertEquals(
        List.of(0, BLOCK, 2 * BLOCK, 3 * BLOCK),
        offer.artifacts().stream().map(offer::placeOf).toList());
    assertEquals(4L * BLOCK, offer.bytes());
  }

  @Test
  void ecusAloneLeaveTheOwnFirmware() {
    Offer offer = read(HEAD_UNIT).orElseThrow();
    assertFalse(offer.isForDcm());
    assertEquals("02.00.00", offer.version());
  }

  @Test
  void whatCantBeFollowedIsNoOffer() {
    assertTrue(read(HEAD_UNIT, HEAD_UNIT).isEmpty(), "one ECU twice");
    assertTrue(read(OWN, chunk("ecu", "gnss", "V2")).isEmpty(), "no software");
    assertTrue(read(OWN, chunk("ecu", "../x", "V2", "x.bin")).isEmpty(), "no name of an ECU");
    assertTrue(read(TOGETHER).isEmpty(), "nothing at all");
    String one = chunk("app", "a", "1.0", "a.bin");
    String other = chunk("app", "b", "1.0", "b.bin");
    assertTrue(read(one, other, HEAD_UNIT).isEmpty(), "two that could be the DCM's own");
  }

  @Test
  void anActionIsKeptAsItIs() {
    NonVolatileMemory memory = new NonVolatileMemory();
    Action action = new Action(memory, read(OWN, HEAD_UNIT, TOGETHER).orElseThrow());
    EcuState ecu = action.ecus.get(0);
    ecu.stage = EcuState.Stage.GIVEN_BACK;
    ecu.tries = 1;
    ecu.asked = true;
    ecu.erased = true;
    ecu.why = "checksum: wrong";
    action.piece = 2;
    action.enter(Action.Phase.TAKING_BACK);
    Action kept = Action.restore(memory).orElseThrow();
    assertEquals(action.offer, kept.offer);
    assertEquals(2, kept.piece);
    assertEquals(List.of("", "navigation: none (checksum: wrong)"), kept.summary());
    assertEquals(EcuState.Stage.GIVEN_BACK, kept.ecus.get(0).stage);
    assertTrue(kept.ecus.get(0).erased);
    assertFalse(kept.isStoppable());
  }

  @Test
  void versionsOfEcusAreComparedByTheirNumbers() {
    assertTrue(EcuImage.isOlder("V00.09.00", "V01.00.00"));
    assertFalse(EcuImage.isOlder("V01.10.00", "V01.09.00"));
    assertFalse(EcuImage.isOlder("V01.00.00", ""));
    assertEquals(Optional.empty(), EcuImage.numbers("new"));
  }
}
