// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority, its signers and its time stamp authority, all of OpenSSL's making. */
final class Authority {
  private final Path folder;

  Authority(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("ca.cnf"),
        """
        [ca]
        default_ca = own
        [own]
        database = DIR/index.txt
        crlnumber = DIR/crlnumber
        default_md = sha256
        default_crl_days = 36500
        [tsa]
        default_tsa = stamper
        [stamper]
        serial = DIR/tsaserial
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256
        [stamps]
        extendedKeyUsage = critical,timeStamping
        [leaf]
        basicConstraints = critical,CA:false
        keyUsage = critical,digitalSignature
        [req]
        distinguished_name = dn
        [dn]
        """
            .replace("DIR", folder.toString()));
    Files.writeString(folder.resolve("index.txt"), "");
    Files.writeString(folder.resolve("crlnumber"), "01\n");
    Files.writeString(folder.resolve("tsaserial"), "01\n");
    key("ca", "EC");
    openssl(
        "req",
        "-x509",
        "-new",
        "-key",
        "ca.key",
        "-out",
        "ca.pem",
        "-days",
        "3650",
        "-subj",
        "/CN=Test authority");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  private void key(String name, String kind) {
    List<String> words = new ArrayList<>(List.of("genpkey", "-out", name + ".key", "-algorithm"));
    words.add(kind);
    if (kind.equals("EC")) {
      words.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256"));
    }
    openssl(words.toArray(String[]::new));
  }

  /** A key with a certificate: {@code NAME.key}, {@code NAME.pem}, {@code NAME.pub}. */
  void signer(String name, String kind, String extensions) {
    key(name, kind);
    openssl("pkey", "-in", name + ".key", "-pubout", "-out", name + ".pub");
    openssl(
        "req",
        "-new",
        "-key",
        name + ".key",
        "-out",
        name + ".csr",
        "-subj",
        "/CN=" + name,
        "-config",
        "ca.cnf");
    openssl(
        "x509",
        "-req",
        "-in",
        name + ".csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-out",
        name + ".pem",
        "-days",
        "3650",
        "-extfile",
        "ca.cnf",
        "-extensions",
        extensions);
  }

  /** The list of those that were revoked so far: {@code ca.crl}. */
  Path revoked() {
    openssl(
        "ca",
        "-config",
        "ca.cnf",
        "-gencrl",
        "-keyfile",
        "ca.key",
        "-cert",
        "ca.pem",
        "-out",
        "ca.crl");
    return file("ca.crl");
  }

  void revoke(String name) {
    openssl(
        "ca",
        "-config",
        "ca.cnf",
        "-keyfile",
        "ca.key",
        "-cert",
        "ca.pem",
        "-revoke",
        name + ".pem",
        "-crl_reason",
        "keyCompromise");
  }

  /** Answers a request for a time stamp. */
  Path stamp(Path query) {
    openssl(
        "ts",
        "-reply",
        "-config",
        "ca.cnf",
        "-queryfile",
        query.toString(),
        "-signer",
        "stamper.pem",
        "-inkey",
        "stamper.key",
        "-out",
        "answer.tsr");
    return file("answer.tsr");
  }

  void openssl(String... words) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    run(folder, 0, command);
  }

  /** What a program says that ends so. */
  static String run(Path folder, int code, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(code, process.waitFor(), () -> command + ": " + said);
      return said;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
