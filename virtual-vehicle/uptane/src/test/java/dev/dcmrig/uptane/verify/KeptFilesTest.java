// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.repository.RoleSigners;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptFilesTest {
  private final Yard yard = new Yard();

  private Map<String, byte[]> kept() throws Rejection {
    yard.release(2);
    yard.cycle();
    return new HashMap<>(yard.trustedImages.files());
  }

  private static TrustedRepository read(Map<String, byte[]> files) throws Rejection {
    return KeptFiles.read(role -> Optional.ofNullable(files.get(role)));
  }

  @Test
  void aRestartLosesNothing() throws Rejection {
    TrustedRepository read = read(kept());

    assertEquals(2, read.timestamp().orElseThrow().version());
    assertEquals(2, read.snapshot().orElseThrow().version());
    assertEquals(2, read.targets("targets").orElseThrow().version());
    assertEquals(yard.trustedImages.files().keySet(), read.files().keySet());
  }

  @Test
  void rollbackIsSeenAfterARestart() throws Rejection {
    byte[] old = yard.images.files().get("timestamp.json");
    yard.trustedImages = read(kept());
    yard.vehicle = Yard.installed(1);
    yard.files.put("image/timestamp.json", old);

    assertEquals("5.4.4.4-3", assertThrows(Rejection.class, yard::cycle).rule());
  }

  @Test
  void aDamagedFileIsAsIfItWereNotThere() throws Rejection {
    for (String role : List.of("timestamp", "snapshot", "targets")) {
      Map<String, byte[]> files = kept();
      files.put(role, new byte[] {'{', '}'});

      assertFalse(read(files).files().containsKey(role), role);
    }
  }

  @Test
  void filesOfKeysThatAreNoLongerTrustedAreForgotten() throws Rejection {
    Map<String, byte[]> files = kept();
    yard.images.rotate(Role.SNAPSHOT, RoleSigners.one(yard.newKey()), yard.now);
    files.put("root", yard.images.root(2));

    assertEquals(Set.of("root", "timestamp", "targets"), read(files).files().keySet());
  }

  @Test
  void withoutGoodRootMetadataNothingIsTrusted() throws Rejection {
    Map<String, byte[]> files = kept();
    files.remove("root");
    assertEquals(Attack.DENIED, assertThrows(Rejection.class, () -> read(files)).attack());
    files.put("root", files.get("timestamp"));
    assertThrows(Rejection.class, () -> read(files));
  }

  @Test
  void rotatedTimestampOrSnapshotKeysEndAFastForward() throws Rejection {
    for (Role role : List.of(Role.TIMESTAMP, Role.SNAPSHOT)) {
      Yard fresh = new Yard();
      fresh.release(2);
      fresh.cycle();
      fresh.images.rotate(role, RoleSigners.one(fresh.newKey()), fresh.now);
      UptaneVerifier verifier = new UptaneVerifier(fresh.now);

      TrustedRepository after =
          verifier.root(fresh.trustedImages.nextCycle(), fresh.images.root(2));

      // What the targets role has signed still counts: older targets metadata are refused.
      assertEquals(Set.of("root", "targets"), after.files().keySet(), role.toString());
    }
  }

  @Test
  void rotatedTargetsKeysForgetNothing() throws Rejection {
    kept();
    yard.images.rotate(Role.TARGETS, RoleSigners.one(yard.newKey()), yard.now);

    TrustedRepository after =
        new UptaneVerifier(yard.now).root(yard.trustedImages.nextCycle(), yard.images.root(2));

    assertEquals(4, after.files().size());
  }
}
