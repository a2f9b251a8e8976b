// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class OrderSignerTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  @Test
  void signsAsTheExampleOfRfc8037() throws Exception {
    // RFC 8037, A.1 (the key) and A.4.
    byte[] secret = Base64.getUrlDecoder().decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    PrivateKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
    assertEquals(
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            + ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt"
            + "9g7sVvpAr_MuM0KAg",
        new OrderSigner(key).compact("{\"alg\":\"EdDSA\"}", "Example of Ed25519 signing"));
  }

  @Test
  void anOrderKeepsToItsSchemaAndItsSignatureHolds() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String jws =
        new OrderSigner(keys.getPrivate())
            .sign("TR-1", "DCMR0REF000000001", 7, "start", NOW, NOW.plus(Duration.ofHours(24)));
    String[] parts = jws.split("\\.");
    assertEquals(3, parts.length);
    assertTrue(jws.length() <= 4_096);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    assertEquals(
        "{\"id\":\"TR-1\",\"vin\":\"DCMR0REF000000001\",\"sequence\":7,\"action\":\"start\","
            + "\"issued\":\"2026-06-01T08:00:00Z\",\"expires\":\"2026-06-02T08:00:00Z\"}",
        claims);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(
                    Path.of(
                        System.getProperty("rig.root"), "hil-configs/schema/order.schema.json")));
    assertEquals("[]", schema.validate(claims, InputFormat.JSON).toString());
    String wrong = claims.replace("start", "explode");
    assertEquals(1, schema.validate(wrong, InputFormat.JSON).size());
    Signature judge = Signature.getInstance("Ed25519");
    judge.initVerify(keys.getPublic());
    judge.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(judge.verify(Base64.getUrlDecoder().decode(parts[2])));
    assertEquals(
        "EdDSA",
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0])).path("alg").asText());
  }
}
