// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.verify.Installation;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.TrustedRepository;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to files on their way: what is installable was signed for that ECU. The seed is
 * fixed; a failure names its try.
 */
class NeverHappensTest {
  private static final int TRIES = 400;
  private static final long SEED = 12;

  private final List<String> names = new ArrayList<>();

  @Test
  void noDamageMakesAnUnauthorisedImageInstallable() {
    Yard good = new Yard();
    good.release(2);
    List<String> paths = List.copyOf(good.files.keySet());
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    int installed = 0;
    for (int i = 0; i < TRIES; i++) {
      good.trustedDirector = fresh(good.director.root(1));
      good.trustedImages = fresh(good.images.root(1));
      good.files.clear();
      good.serve();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damage(good, paths, random);
      }
      try {
        List<Installation> installable = good.cycle();
        for (Installation each : installable) {
          assertTrue(AttackTableTest.isAuthorised(each), "try " + i + " " + names + ": " + each);
        }
        assertEquals(0, installable.size() % 3, "try " + i + ": all ECUs or none");
        installed += installable.isEmpty() ? 0 : 1;
      } catch (Rejection rejection) {
        refused++;
        assertFalse(rejection.rule().isEmpty());
      }
      names.clear();
    }
    // Both happen often: a test that refuses all, or damages nothing, would show nothing.
    assertTrue(refused > TRIES / 4, refused + " refused");
    assertTrue(installed > TRIES / 50, installed + " installed");
  }

  private static TrustedRepository fresh(byte[] root) {
    try {
      return UptaneVerifier.provisioned(root);
    } catch (Rejection e) {
      throw new IllegalStateException(e);
    }
  }

  private void damage(Yard yard, List<String> paths, SplittableRandom random) {
    String path = paths.get(random.nextInt(paths.size()));
    byte[] file = yard.files.getOrDefault(path, new byte[] {'{', '}'}).clone();
    int kind = random.nextInt(7);
    names.add(path + " by " + kind);
    switch (kind) {
      case 0 -> file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file = Arrays.copyOf(file, random.nextInt(file.length));
      case 2 ->
          file = yard.files.getOrDefault(paths.get(random.nextInt(paths.size())), file).clone();
      case 3 -> file = replaced(file, "\"releaseCounter\":2", "\"releaseCounter\":3");
      case 4 -> file = replaced(file, "\"threshold\":2", "\"threshold\":1");
      case 5 -> file = replaced(file, "dcm-0001", "mhu-0001");
      default -> {
        yard.files.remove(path);
        return;
      }
    }
    yard.files.put(path, file);
  }

  private static byte[] replaced(byte[] file, String from, String to) {
    return new String(file, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
