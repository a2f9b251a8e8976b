// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.RoleSigners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartialVerificationTest {
  private final Yard yard = new Yard();
  private PartialVerification partial = partial(yard.trustedDirector);

  private PartialVerification partial(TrustedRepository trusted) {
    return new PartialVerification(new UptaneVerifier(yard.now), Yard.VIN, trusted);
  }

  private Ecu body() {
    return yard.vehicle.ecus().get(Yard.BODY);
  }

  private byte[] targets(long version) {
    return yard.files.get("director/" + version + ".targets.json");
  }

  @Test
  void aSecondaryTakesItsOwnImageOnly() throws Rejection {
    yard.release(2);

    Installation installation = partial.check(List.of(), targets(2), body()).orElseThrow();

    assertEquals("firmware/body-2.bin on body-0001", installation.toString());
  }

  @Test
  void nothingIsThereForAnEcuThatIsNotNamed() throws Rejection {
    yard.director.images(List.of(Yard.order(Yard.DCM, 2)));
    yard.publish();

    assertEquals(Optional.empty(), partial.check(List.of(), targets(2), body()));
  }

  @Test
  void newKeysComeByRootFiles() throws Rejection {
    yard.director.rotate(Role.TARGETS, RoleSigners.one(yard.newKey()), yard.now);
    yard.release(2);

    assertEquals(
        "5.4.4.6-3",
        assertThrows(Rejection.class, () -> partial.check(List.of(), targets(2), body())).rule());
    partial = partial(yard.trustedDirector);
    byte[] root = yard.files.get("director/2.root.json");
    assertEquals(true, partial.check(List.of(root), targets(2), body()).isPresent());
  }

  @Test
  void olderTargetsAreRefused() throws Rejection {
    yard.release(2);
    partial.check(List.of(), targets(2), body());
    partial = partial(partial.director());

    assertEquals(
        "5.4.4.6-4",
        assertThrows(Rejection.class, () -> partial.check(List.of(), targets(1), body())).rule());
  }

  @Test
  void anOlderReleaseIsRefusedAndItsMetadataAreNotKept() {
    Ecu newer = new Ecu(Yard.BODY, "body-hw-1", 3, "firmware/body-3.bin");
    yard.release(2);

    assertEquals(
        "5.4.3.4-5",
        assertThrows(Rejection.class, () -> partial.check(List.of(), targets(2), newer)).rule());
    assertEquals(Optional.empty(), partial.director().targets("targets"));
  }

  @Test
  void hardwareOfTheOrderAndOfTheImageMustBeTheEcus() {
    for (Map<String, String> ecus :
        List.of(Map.of(Yard.BODY, "dcm-hw-2"), Map.of(Yard.BODY, "body-hw-1"))) {
      yard.director.images(List.of(Image.orderedFor(Yard.image(Yard.DCM, 2), ecus)));
      yard.publish();
      byte[] newest = targets(yard.director.version(Role.TARGETS));

      assertEquals(
          Attack.WRONG_HARDWARE,
          assertThrows(Rejection.class, () -> partial.check(List.of(), newest, body())).attack());
    }
  }

  @Test
  void anEmptyOrderMustNameThisVehicle() throws Rejection {
    yard.director.images(List.of());
    yard.publish();

    assertEquals(Optional.empty(), partial.check(List.of(), targets(2), body()));
    PartialVerification other =
        new PartialVerification(
            new UptaneVerifier(yard.now), "JTDEMOVIN00000002", yard.trustedDirector);
    assertEquals(
        Attack.REPLAY,
        assertThrows(Rejection.class, () -> other.check(List.of(), targets(2), body())).attack());
  }
}
