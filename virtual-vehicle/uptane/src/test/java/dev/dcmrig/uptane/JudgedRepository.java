// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.repository.RoleSigners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the files of both repositories into a folder, for judges of other people. */
public final class JudgedRepository {
  private JudgedRepository() {}

  public static void main(String[] arguments) throws IOException {
    Yard yard = new Yard();
    SigningKey rsa = SigningKey.rsaPss(new SecureRandom());
    yard.images.rotate(Role.TARGETS, RoleSigners.one(rsa), yard.now);
    yard.images.delegate(
        "supplier", List.of("firmware/mhu-*"), Set.of("mhu-hw-1"), RoleSigners.one(yard.newKey()));
    yard.images.images("supplier", List.of(Yard.image(Yard.HEAD_UNIT, 3)));
    yard.release(2);
    for (Map.Entry<String, byte[]> each : yard.files.entrySet()) {
      Path file = Path.of(arguments[0]).resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
  }
}
