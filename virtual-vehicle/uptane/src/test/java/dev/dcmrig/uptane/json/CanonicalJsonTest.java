// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uptane.key.VerificationKey;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.verify.Limits;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.RepositoryUpdate;
import dev.dcmrig.uptane.verify.TargetSearch;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import dev.dcmrig.uptane.verify.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of python-tuf 5.1.0 and securesystemslib; {@code python_tuf_vectors.py} made them. */
class CanonicalJsonTest {
  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        CanonicalJsonTest.class.getResourceAsStream("/dev/dcmrig/uptane/" + name)) {
      return in.readAllBytes();
    }
  }

  private static List<String> lines(String name) throws IOException {
    return new String(resource(name), StandardCharsets.UTF_8).lines().toList();
  }

  private static JsonObject object(String json) {
    return JsonText.object("it", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytesAreThoseOfSecuresystemslib() throws IOException {
    List<String> lines = lines("canonical.txt");
    for (int i = 0; i < lines.size(); i += 2) {
      byte[] ours = CanonicalJson.bytes(object(lines.get(i)).fields());
      assertEquals(lines.get(i + 1), HexFormat.of().formatHex(ours), lines.get(i));
    }
    assertEquals(16, lines.size());
  }

  @Test
  void keysAndSignaturesOfSecuresystemslibAreGood() throws IOException {
    for (String line : lines("signatures.jsonl")) {
      JsonObject vector = object(line);
      VerificationKey key = VerificationKey.read(vector.text("keyid"), vector.object("key"));
      byte[] payload = HexFormat.of().parseHex(vector.text("payload"));

      assertTrue(key.verifies(payload, vector.text("sig")), key.schemeName());
      payload[0] ^= 1;
      assertFalse(key.verifies(payload, vector.text("sig")), key.schemeName());
      assertFalse(key.verifies(payload, ""), key.schemeName());
    }
  }

  @Test
  void aRepositoryOfPythonTufIsGood() throws IOException, Rejection {
    UptaneVerifier verifier = new UptaneVerifier(Instant.parse("2026-11-29T10:00:00Z"));
    RepositoryUpdate update =
        new RepositoryUpdate(
            "image",
            verifier,
            Limits.USUAL,
            UptaneVerifier.provisioned(resource("repository/1.root.json")));
    update.answerFrom(CanonicalJsonTest::fromPython);
    TargetSearch search =
        new TargetSearch(
            "image",
            verifier,
            Limits.USUAL,
            update.trusted(),
            "firmware/mhu-1.bin",
            Set.of("mhu-hw-1"),
            TargetSearch.Terminating.STOPS);
    search.answerFrom(CanonicalJsonTest::fromPython);

    Target target = search.found().orElseThrow();
    assertEquals(OptionalLong.of(4), target.releaseCounter());
    assertEquals(Set.of("mhu-hw-1"), target.hardwareIds());
    assertEquals(24, target.length());
  }

  private static Optional<byte[]> fromPython(Wanted wanted) throws IOException {
    return wanted.path().equals("2.root.json")
        ? Optional.empty()
        : Optional.of(resource("repository/" + wanted.path()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "{",
        "{\"a\":1}x",
        "{\"a\":1}{}",
        "{\"a\":1.0}",
        "{\"a\":1e3}",
        "{\"a\":NaN}",
        "{\"a\":9223372036854775808}",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":\"\\ud83d\"}",
        "{\"\\udc00\":1}",
        "{\"a\":01}",
        "{\"a\":tru}",
        "{\"a\":\"\u0001\"}",
        "\u00ef\u00bb\u00bf",
        "{\"a\":1} //"
      })
  void whatCanBeTakenInTwoWaysIsRefused(String json) {
    MalformedJson refused = assertThrows(MalformedJson.class, () -> object(json));
    assertTrue(refused.getMessage().startsWith("it: "), refused.getMessage());
  }

  @Test
  void depthIsBounded() {
    assertThrows(
        MalformedJson.class,
        () -> object("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
  }

  @Test
  void anErrorNamesThePlace() {
    JsonObject json = object("{\"signed\":{\"roles\":{\"root\":{\"threshold\":0}}}}");
    JsonObject role = json.object("signed").object("roles").object("root");

    assertEquals(
        "it.signed.roles.root.threshold: at least 1 is wanted, but it is 0",
        assertThrows(MalformedJson.class, () -> role.number("threshold", 1)).getMessage());
    assertEquals(
        "it.signed.roles.root.keyids: a list is wanted, but it is not there",
        assertThrows(MalformedJson.class, () -> role.textList("keyids")).getMessage());
  }
}
