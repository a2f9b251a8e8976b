// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.uptane.key.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ed25519 keys of the bench's own repositories and ECUs, each made of its name: the same in each
 * run, so that signatures in the evidence are, too (decision 24). They guard nothing outside of a
 * scenario. Real keys are read from files ({@link SigningKey#read}).
 */
final class BenchKeys {
  private static final Map<String, SigningKey> KEYS = new ConcurrentHashMap<>();
  private static final int PEM_LINE = 64;

  private BenchKeys() {}

  static SigningKey key(String name) {
    return KEYS.computeIfAbsent(name, it -> SigningKey.ed25519(new OfName(it)));
  }

  /** Writes both halves of a key as PEM: the file, and {@code .pub} beside it. */
  static void write(String name, Path file) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, new OfName(name));
      KeyPair pair = generator.generateKeyPair();
      Files.writeString(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".pub"),
          pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK since 15 has Ed25519", e);
    }
  }

  private static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  /** Gives the SHA-256 of a name and a number, block by block. */
  private static final class OfName extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final String name;
    private int block;

    OfName(String name) {
      this.name = name;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int at = 0; at < bytes.length; block++) {
        byte[] next = sha256("dcm-rig test key " + name + " " + block);
        int count = Math.min(next.length, bytes.length - at);
        System.arraycopy(next, 0, bytes, at, count);
        at += count;
      }
    }

    private static byte[] sha256(String text) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("each JDK has SHA-256", e);
      }
    }
  }
}
