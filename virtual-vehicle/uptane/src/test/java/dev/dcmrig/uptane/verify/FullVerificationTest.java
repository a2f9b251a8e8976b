// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.metadata.FileInfo;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Snapshot;
import dev.dcmrig.uptane.repository.RoleSigners;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FullVerificationTest {
  private final Yard yard = new Yard();

  private static Set<String> names(List<Installation> installations) {
    return Set.copyOf(installations.stream().map(Installation::toString).toList());
  }

  @Test
  void nothingIsInstalledWhenNothingIsNew() throws Rejection {
    assertEquals(List.of(), yard.cycle());
  }

  @Test
  void aReleaseIsInstalledOnEachOfItsEcus() throws Rejection {
    yard.release(2);

    assertEquals(
        Set.of(
            "firmware/dcm-2.bin on dcm-0001",
            "firmware/mhu-2.bin on mhu-0001",
            "firmware/body-2.bin on body-0001"),
        names(yard.cycle()));
  }

  @Test
  void filesAreAskedForInTheStandardsOrder() throws Rejection {
    yard.release(2);
    List<String> asked = new ArrayList<>();

    yard.cycle(
        wanted -> {
          asked.add(wanted.repository() + "/" + wanted.path());
          return yard.fetch(wanted);
        });

    assertEquals(
        List.of(
            "director/2.root.json",
            "director/timestamp.json",
            "director/2.snapshot.json",
            "director/2.targets.json",
            "image/2.root.json",
            "image/timestamp.json",
            "image/2.snapshot.json",
            "image/2.targets.json"),
        asked);
  }

  @Test
  void theImageRepositoryIsNotAskedWhenTheDirectorOrdersNothingNew() throws Rejection {
    yard.cycle(
        wanted -> {
          assertEquals("director", wanted.repository());
          return yard.fetch(wanted);
        });
  }

  @Test
  void filesThatAreThereAreNotFetchedAgain() throws Rejection {
    yard.release(2);
    yard.cycle();
    List<String> asked = new ArrayList<>();

    yard.cycle(
        wanted -> {
          asked.add(wanted.repository() + "/" + wanted.path());
          return yard.fetch(wanted);
        });

    assertEquals(
        List.of(
            "director/2.root.json",
            "director/timestamp.json",
            "image/2.root.json",
            "image/timestamp.json"),
        asked);
  }

  @Test
  void keysOfEachRoleCanBeRotated() throws Rejection {
    yard.cycle();
    for (Role role : Role.values()) {
      yard.images.rotate(role, RoleSigners.one(yard.newKey()), yard.now);
      yard.director.rotate(role, RoleSigners.one(yard.newKey()), yard.now);
    }
    yard.release(2);

    assertEquals(3, yard.cycle().size());
    assertEquals(5, yard.trustedImages.root().version());
  }

  @Test
  void aDelegatedRoleSignsForItsPathsAndHardware() throws Rejection {
    RoleSigners supplier = RoleSigners.one(yard.newKey());
    yard.images.delegate("supplier", List.of("firmware/mhu-*"), Set.of("mhu-hw-1"), supplier);
    yard.images.images(List.of(Yard.image(Yard.DCM, 2), Yard.image(Yard.BODY, 2)));
    yard.images.images("supplier", List.of(Yard.image(Yard.HEAD_UNIT, 2)));
    yard.director.images(Yard.orders(2));
    yard.publish();

    assertEquals(3, yard.cycle().size());
  }

  @Test
  void aDelegatedRoleHasNoSayBeyondItsPaths() {
    RoleSigners supplier = RoleSigners.one(yard.newKey());
    yard.images.delegate("supplier", List.of("firmware/mhu-*"), Set.of(), supplier);
    yard.images.images(List.of(Yard.image(Yard.HEAD_UNIT, 2), Yard.image(Yard.BODY, 2)));
    yard.images.images("supplier", List.of(Yard.image(Yard.DCM, 2)));
    yard.director.images(Yard.orders(2));
    yard.publish();

    assertEquals("5.4.4.7-5", assertThrows(Rejection.class, yard::cycle).rule());
  }

  @Test
  void aRejectionLeavesWhatWasTrustedBefore() throws Rejection {
    yard.cycle();
    yard.release(2);
    yard.files.put("director/2.targets.json", "{}".getBytes(StandardCharsets.UTF_8));

    assertThrows(Rejection.class, yard::cycle);
    assertEquals(1, yard.trustedDirector.targets("targets").orElseThrow().version());
    yard.serve();
    assertEquals(3, yard.cycle().size());
  }

  @Test
  void aFrozenVehicleNoticesWhenTheTimestampExpires() throws Rejection {
    yard.cycle();
    yard.now = Yard.START.plus(Duration.ofDays(1)).minusMillis(1);
    assertEquals(List.of(), yard.cycle());
    yard.now = Yard.START.plus(Duration.ofDays(1));

    Rejection rejection = assertThrows(Rejection.class, yard::cycle);

    assertEquals(Attack.FREEZE, rejection.attack());
    assertTrue(rejection.getMessage().contains("timestamp.json expired at 2026-11-30T10:00:00Z"));
  }

  @Test
  void oneOfTwoWantedKeysIsNotEnough() {
    RoleSigners two = yard.imageKeys.get(Role.TARGETS);
    yard.images.rotate(Role.TARGETS, new RoleSigners(two.keys(), 3), yard.now);
    yard.release(2);
    assertEquals(3, two.keys().size());
    String text = new String(yard.files.get("image/2.targets.json"), StandardCharsets.UTF_8);
    // The first signature is spoilt: its first byte becomes another.
    int sig = text.indexOf("\"sig\":\"") + 7;
    String spoilt =
        text.substring(0, sig) + (text.charAt(sig) == '0' ? '1' : '0') + text.substring(sig + 1);
    yard.files.put("image/2.targets.json", spoilt.getBytes(StandardCharsets.UTF_8));

    // Snapshot's hash speaks first.
    assertEquals(Attack.MIX_AND_MATCH, assertThrows(Rejection.class, yard::cycle).attack());
    assertEquals(Optional.empty(), yard.trustedImages.targets("targets"));
  }

  @Test
  void aRoleThatTheSnapshotDoesNotListIsNotAskedFor() throws Rejection {
    yard.images.delegate(
        "supplier", List.of("firmware/mhu-*"), Set.of(), RoleSigners.one(yard.newKey()));
    yard.images.images(List.of(Yard.image(Yard.DCM, 2)));
    yard.publish();
    UptaneVerifier verifier = new UptaneVerifier(yard.now);
    byte[] delegating = yard.files.get("image/2.targets.json");
    byte[] root = yard.files.get("image/1.root.json");
    Snapshot snapshot =
        new Snapshot(
            1,
            yard.now.plusSeconds(1),
            Map.of("targets.json", new FileInfo(2, OptionalLong.empty(), Map.of())));
    TrustedRepository trusted =
        verifier
            .rootNotExpired(UptaneVerifier.provisioned(root))
            .withSnapshot(snapshot, new byte[0])
            .current(Role.SNAPSHOT);
    TrustedRepository withTargets = verifier.targets(trusted, delegating);

    Rejection rejection =
        assertThrows(
            Rejection.class,
            () ->
                new TargetSearch(
                    "image",
                    verifier,
                    Limits.USUAL,
                    withTargets,
                    "firmware/mhu-2.bin",
                    Set.of(),
                    TargetSearch.Terminating.STOPS));

    assertEquals("5.4.4.6-2", rejection.rule());
  }
}
