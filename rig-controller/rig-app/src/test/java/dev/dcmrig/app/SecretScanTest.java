// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No secret reaches the evidence, and a scan that would not find one is found out here. */
class SecretScanTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "card number, pay with 4111111111111111 please",
    "card number, pay with 4111 1111 1111 1111 please",
    "private key, -----BEGIN PRIVATE KEY-----",
    "private key, -----BEGIN EC PRIVATE KEY-----",
    "bearer token, Authorization: Bearer abcdef0123456789",
    "whole signature, order eyJhbGciOiJFZERTQSJ9.eyJpZCI6IjEifQ.c2lnbmF0dXJlLW9mLWFuLW9yZGVy",
    "planted value 1, the secret is swordfish",
  })
  void eachKindIsFoundAsTextAndInBase64(String kind, String text) throws IOException {
    Files.writeString(folder.resolve("a.txt"), text);
    String coded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("network.jsonl"), "{\"base64\":\"" + coded + "\"}\n");
    assertEquals(
        List.of(kind + " in a.txt", kind + " in network.jsonl"),
        SecretScan.of(folder, "swordfish"));
  }

  @ParameterizedTest
  @CsvSource({
    "pay with 4111111111111112 please",
    "id 26849387-5176-4465-8088-00000000104d",
    "Authorization: Bearer ********",
    "order eyJhbGciOiJFZERTQSJ9.eyJpZCI6IjEifQ.**************************",
    "-----BEGIN CERTIFICATE-----",
  })
  void whatIsMaskedOrPublicIsNoSecret(String text) throws IOException {
    Files.writeString(folder.resolve("a.txt"), text);
    assertEquals(List.of(), SecretScan.of(folder));
  }

  /** Cards are paid with, orders are signed and forged, people show their tokens. */
  @Test
  void aRunLeavesNoSecretInItsFolder() throws IOException {
    Path run = folder.resolve("run");
    String tags = "@SUB-06 or @SVT-03 or @SVT-10";
    // Of the orders that are badly formed one is enough.
    String name = "^(?!Well signed and badly formed: an order (?!with padding))";
    Rig rig =
        Rig.run("run", "--out", run.toString(), "--tags", tags, "--name", name, "--seed", "7");
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertEquals(List.of(), SecretScan.of(run));
  }
}
