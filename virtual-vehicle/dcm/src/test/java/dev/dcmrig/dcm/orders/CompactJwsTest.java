// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the example of RFC 8037, appendix A. */
class CompactJwsTest {
  /** Appendix A.2: the public key's x. */
  private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

  /** Appendix A.4. */
  private static final String JWS =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
          + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

  private static CompactJws parse(String text) {
    CompactJws jws = CompactJws.parse(text.getBytes(StandardCharsets.US_ASCII));
    assertNotNull(jws);
    return jws;
  }

  private static PublicKey key() throws GeneralSecurityException {
    byte[] encoded = new byte[44];
    // SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 4).
    byte[] head = HexFormat.of().parseHex("302a300506032b6570032100");
    System.arraycopy(head, 0, encoded, 0, head.length);
    System.arraycopy(Base64.getUrlDecoder().decode(X), 0, encoded, head.length, 32);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Test
  void theExampleOfTheRfcIsSigned() throws GeneralSecurityException {
    CompactJws jws = parse(JWS);
    assertEquals("{\"alg\":\"EdDSA\"}", new String(jws.header(), StandardCharsets.UTF_8));
    assertEquals("Example of Ed25519 signing", new String(jws.content(), StandardCharsets.UTF_8));
    assertTrue(jws.isSignedBy(key()));
  }

  @Test
  void aShorterSignatureIsNone() throws GeneralSecurityException {
    assertFalse(parse(JWS.substring(0, JWS.length() - 2)).isSignedBy(key()));
  }

  /** RFC 8032 5.1.6: 64 bytes. JDK 17 takes a zero byte behind them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void aLongerSignatureIsNone(int more) throws GeneralSecurityException {
    int dot = JWS.lastIndexOf('.') + 1;
    byte[] longer = Arrays.copyOf(Base64.getUrlDecoder().decode(JWS.substring(dot)), 64 + more);
    String text =
        JWS.substring(0, dot) + Base64.getUrlEncoder().withoutPadding().encodeToString(longer);
    assertFalse(parse(text).isSignedBy(key()));
  }

  @Test
  void anotherKeysSignatureIsNone() {
    assertFalse(parse(JWS).isSignedBy(new SignedOrders().key()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "e30.e30",
        "e30.e30.e30.e30",
        "e30=.e30.e30",
        "e30.e31.e30",
        "e30.e 0.e30",
        "e30.e+0.e30",
        "e30.e30.e30\n",
        "e30.e30.\u00e9"
      })
  void whatHasAnotherFormIsNone(String text) {
    assertNull(CompactJws.parse(text.getBytes(StandardCharsets.UTF_8)));
  }
}
