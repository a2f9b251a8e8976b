// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JDK's own ECDSA is the judge. */
class QuickSignaturesTest {
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final Provider JDK = Security.getProvider("SunEC");

  private final Provider quick = new QuickSignatures();
  private final boolean wasThere = Security.getProvider(QuickSignatures.NAME) != null;

  @AfterEach
  void leaveTheProcessAsItWas() {
    if (!wasThere) {
      Security.removeProvider(QuickSignatures.NAME);
    }
  }

  @Test
  void eachVerifiesWhatTheOtherSigned() throws GeneralSecurityException {
    KeyPair keys = keys();
    for (int round = 0; round < 20; round++) {
      byte[] text = ("message " + round).getBytes(StandardCharsets.UTF_8);
      assertTrue(isGood(JDK, keys, text, sign(quick, keys, text)), "round " + round);
      assertTrue(isGood(quick, keys, text, sign(JDK, keys, text)), "round " + round);
    }
  }

  @Test
  void refusesAnotherTextAnotherKeyAndNumbersThatAreNoSignature() throws GeneralSecurityException {
    KeyPair keys = keys();
    byte[] text = "what was signed".getBytes(StandardCharsets.UTF_8);
    byte[] signature = sign(JDK, keys, text);
    assertFalse(isGood(quick, keys, "what was not".getBytes(StandardCharsets.UTF_8), signature));
    assertFalse(isGood(quick, keys(), text, signature));
    byte[] changed = signature.clone();
    changed[changed.length - 1] ^= 1;
    assertFalse(isGood(quick, keys, text, changed));
    // r = s = 0 and r = s = 1, and no DER at all.
    assertFalse(isGood(quick, keys, text, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
    assertFalse(isGood(quick, keys, text, new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1}));
    assertFalse(isGood(quick, keys, text, new byte[] {1, 2, 3}));
    assertFalse(isGood(quick, keys, text, Arrays.copyOf(signature, 20)));
  }

  @Test
  void standsBeforeTheJdksOnceAndForNothingElse() throws GeneralSecurityException {
    QuickSignatures.install();
    QuickSignatures.install();
    assertEquals(QuickSignatures.NAME, Signature.getInstance(ALGORITHM).getProvider().getName());
    assertEquals(
        1,
        Arrays.stream(Security.getProviders())
            .filter(provider -> provider.getName().equals(QuickSignatures.NAME))
            .count());
    assertEquals(
        List.of("Signature.SHA256withECDSA"),
        quick.getServices().stream()
            .map(service -> service.getType() + "." + service.getAlgorithm())
            .toList());
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static byte[] sign(Provider by, KeyPair keys, byte[] text)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM, by);
    signature.initSign(keys.getPrivate());
    signature.update(text);
    return signature.sign();
  }

  /** A refusal may be an answer or an exception; TLS takes both as one. */
  private static boolean isGood(Provider by, KeyPair keys, byte[] text, byte[] signed)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM, by);
    signature.initVerify(keys.getPublic());
    signature.update(text);
    try {
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    }
  }
}
