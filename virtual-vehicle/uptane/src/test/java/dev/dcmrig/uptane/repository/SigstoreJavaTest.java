// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.InvalidHashesException;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.RoleExpiredException;
import dev.sigstore.tuf.RollbackVersionException;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.SignatureVerificationException;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import dev.sigstore.tuf.encryption.Verifiers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * sigstore-java's TUF client reads what our signers wrote: roots in a chain, thresholds, Ed25519
 * and RSA-PSS, and the images themselves.
 *
 * <p>It has no room for other fields in {@code custom} than sigstore's own: an image here has no
 * hardware and no release counter. Nor does it follow delegations. {@code @tufjs/models} reads both
 * ({@code .ci/tuf-judges}).
 */
class SigstoreJavaTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
  private static final String FIRST = "dcm-1.bin";
  private static final String SECOND = "dcm-2.bin";

  /** RSA keys take seconds to make: one for all tests. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final SigningKey RSA = SigningKey.rsaPss(RANDOM);

  @TempDir Path folder;
  private final Map<String, byte[]> served = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private SigningRepository repository;

  @BeforeEach
  void publish() throws IOException {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      boolean two = role == Role.ROOT || role == Role.SNAPSHOT;
      List<SigningKey> of = new ArrayList<>(List.of(SigningKey.ed25519(RANDOM)));
      if (two) {
        of.add(SigningKey.ed25519(RANDOM));
      }
      keys.put(role, new RoleSigners(of, of.size()));
    }
    repository = new SigningRepository(Lifetimes.USUAL, keys, NOW);
    Files.write(folder.resolve("root.json"), repository.root(1));
    repository.rotate(Role.TARGETS, RoleSigners.one(RSA), NOW);
    repository.rotate(
        Role.ROOT,
        new RoleSigners(List.of(SigningKey.ed25519(RANDOM), SigningKey.ed25519(RANDOM)), 2),
        NOW);
    release(FIRST);
  }

  private static byte[] bytes(String path) {
    return ("image " + path).getBytes(StandardCharsets.UTF_8);
  }

  private void release(String... paths) throws IOException {
    List<Target> images = new ArrayList<>();
    for (String path : paths) {
      Target image = Image.of(path, new ByteArrayInputStream(bytes(path)), Set.of(), 1);
      images.add(
          new Target(
              path, image.length(), image.hashes(), Set.of(), OptionalLong.empty(), Map.of()));
      image.hashes().values().forEach(hash -> served.put(hash + "." + path, bytes(path)));
    }
    repository.images(images);
    repository.publish(NOW);
    served.putAll(repository.files());
  }

  /** A client that has the first root, and what it kept of the cycles before. */
  private Updater client(Instant now) throws IOException {
    Path kept = Files.createDirectories(folder.resolve("client"));
    FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(kept);
    Fetcher fetcher =
        new Fetcher() {
          @Override
          public String getSource() {
            return "memory";
          }

          @Override
          public byte[] fetchResource(String name, int maxLength) {
            asked.add(name);
            return served.get(name);
          }
        };
    return Updater.builder()
        .setClock(Clock.fixed(now, ZoneOffset.UTC))
        .setVerifiers(Verifiers::newVerifier)
        .setTrustedMetaStore(TrustedMetaStore.newTrustedMetaStore(store))
        .setTargetStore(store)
        .setTrustedRootPath(RootProvider.fromFile(folder.resolve("root.json")))
        .setMetaFetcher(MetaFetcher.newFetcher(fetcher))
        .setTargetFetcher(fetcher)
        .build();
  }

  private byte[] loaded(String path) throws IOException {
    return Files.readAllBytes(folder.resolve("client/targets").resolve(path));
  }

  /** Changes one letter of a text that a file has, and so what is signed. */
  private void change(String file, String text, String to) {
    String before = new String(served.get(file), StandardCharsets.UTF_8);
    assertTrue(before.contains(text), file + " has no " + text + ": " + before);
    served.put(file, before.replace(text, to).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itFollowsTheRootsAndLoadsWhatIsReleased() throws Exception {
    client(NOW).update();
    assertTrue(asked.containsAll(List.of("2.root.json", "3.root.json")), asked::toString);
    assertArrayEquals(bytes(FIRST), loaded(FIRST));
    release(FIRST, SECOND);
    client(NOW.plus(Duration.ofHours(1))).update();
    assertArrayEquals(bytes(SECOND), loaded(SECOND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.root.json", "3.root.json", "timestamp.json"})
  void itTakesNoOtherDateInAFile(String file) throws Exception {
    change(file, "T10:00:00Z", "T10:00:01Z");
    assertThrows(SignatureVerificationException.class, () -> client(NOW).update());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.snapshot.json", "1.targets.json"})
  void itTakesNoFileThatWasNotAnnounced(String file) throws Exception {
    change(file, "T10:00:00Z", "T10:00:01Z");
    assertThrows(InvalidHashesException.class, () -> client(NOW).update());
  }

  @Test
  void itTakesNoOtherImage() throws Exception {
    served.replaceAll((name, file) -> name.endsWith(FIRST) ? bytes("dcm-x.bin") : file);
    assertThrows(InvalidHashesException.class, () -> client(NOW).update());
  }

  @Test
  void itTakesNothingThatHasExpiredAndNothingOlder() throws Exception {
    Instant late = NOW.plus(Lifetimes.USUAL.timestamp()).plusSeconds(1);
    assertThrows(RoleExpiredException.class, () -> client(late).update());
    byte[] first = served.get("timestamp.json");
    release(FIRST, SECOND);
    client(NOW).update();
    served.put("timestamp.json", first);
    assertThrows(RollbackVersionException.class, () -> client(NOW).update());
    assertEquals(2, repository.version(Role.TIMESTAMP));
  }
}
