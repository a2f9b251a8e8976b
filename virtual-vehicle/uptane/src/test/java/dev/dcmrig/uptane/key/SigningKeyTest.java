// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  private static final byte[] PAYLOAD = {1, 2, 3};

  @Test
  void whatAKeySignsItsPublicHalfVerifiesAfterAWayThroughMetadata() {
    for (SigningKey key :
        new SigningKey[] {
          SigningKey.ed25519(new SecureRandom()), SigningKey.rsaPss(new SecureRandom())
        }) {
      VerificationKey made = key.verificationKey();
      byte[] json = JsonWriter.bytes(made.json());
      VerificationKey read = VerificationKey.read(made.id(), JsonText.object("key", json));

      assertTrue(read.verifies(PAYLOAD, key.sign(PAYLOAD)), made.schemeName());
      assertEquals(made.identity(), read.identity());
    }
  }

  /** Metadata that list a key twice, in small and in capital letters, list one key. */
  @Test
  void aKeyIsTheSameHoweverItIsWritten() throws NoSuchAlgorithmException {
    VerificationKey key = seeded().verificationKey();
    String json = new String(JsonWriter.bytes(key.json()), StandardCharsets.UTF_8);
    String capital =
        Pattern.compile("[0-9a-f]{64}")
            .matcher(json)
            .replaceAll(hex -> hex.group().toUpperCase(Locale.ROOT));
    assertNotEquals(json, capital);
    VerificationKey other =
        VerificationKey.read(
            "other", JsonText.object("key", capital.getBytes(StandardCharsets.UTF_8)));
    assertEquals(key.identity(), other.identity());
  }

  @Test
  void theSameSourceGivesTheSameKeyAndSignature() throws NoSuchAlgorithmException {
    assertEquals(seeded().sign(PAYLOAD), seeded().sign(PAYLOAD));
  }

  private static SigningKey seeded() throws NoSuchAlgorithmException {
    SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(7);
    return SigningKey.ed25519(random);
  }

  @Test
  void aKeyIsReadFromTwoFiles(@TempDir Path folder) throws IOException, NoSuchAlgorithmException {
    Path file = folder.resolve("targets.pem");
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    write(file, "PRIVATE KEY", pair.getPrivate().getEncoded());
    write(folder.resolve("targets.pem.pub"), "PUBLIC KEY", pair.getPublic().getEncoded());

    SigningKey key = SigningKey.read(Scheme.ED25519, file);

    assertTrue(key.verificationKey().verifies(PAYLOAD, key.sign(PAYLOAD)));
    assertEquals("signing key " + key.verificationKey().id(), key.toString());
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefusedAndNotQuoted(@TempDir Path folder)
      throws IOException, NoSuchAlgorithmException {
    Path file = folder.resolve("targets.pem");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    byte[] secret = generator.generateKeyPair().getPrivate().getEncoded();
    write(file, "PRIVATE KEY", secret);
    Path pub = folder.resolve("targets.pem.pub");
    write(pub, "PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());

    IOException others =
        assertThrows(IOException.class, () -> SigningKey.read(Scheme.ED25519, file));
    assertTrue(others.getMessage().endsWith("is not the public half of " + file));

    write(file, "PRIVATE KEY", new byte[] {1, 2});
    IOException damaged =
        assertThrows(IOException.class, () -> SigningKey.read(Scheme.ED25519, file));
    assertFalse(damaged.getMessage().contains("AQI="), damaged.getMessage());
    assertEquals(null, damaged.getCause());
  }

  private static void write(Path file, String label, byte[] der) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END "
            + label
            + "-----\n");
  }

  @Test
  void aKeyThatIsTooShortOrOfAnotherTypeVerifiesNothing() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    String pem =
        VerificationKey.Pem.text(
            "PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());

    for (String json :
        new String[] {
          key("rsa", "rsassa-pss-sha256", pem.replace("\n", "\\n")),
          key("ed25519", "ed25519", "00"),
          key("ed25519", "ed25519", "zz"),
          key("ed25519", "rsassa-pss-sha256", "00"),
          key("sphincs", "sphincs-shake-128s", "00"),
          key("ecdsa", "ecdsa-sha2-nistp256", "no PEM")
        }) {
      VerificationKey key =
          VerificationKey.read("id", JsonText.object("key", json.getBytes(StandardCharsets.UTF_8)));
      assertFalse(key.verifies(PAYLOAD, "00".repeat(64)), json);
    }
  }

  private static String key(String type, String scheme, String value) {
    return "{\"keytype\":\"%s\",\"scheme\":\"%s\",\"keyval\":{\"public\":\"%s\"}}"
        .formatted(type, scheme, value);
  }
}
