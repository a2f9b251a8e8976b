// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers the DCM takes; openssl makes the certificates, the JDK is the server. */
class ServerTrustTest {
  private static final String EC = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes ";
  private static final String NAME = "telematics.dcmrig.example";

  @TempDir static Path folder;
  private static Instant made;

  @BeforeAll
  static void certificatesAreMade() throws Exception {
    openssl("req -x509 " + EC + "-keyout ca.key -out ca.pem -subj /CN=ca -days 10");
    openssl("req " + EC + "-x509 -keyout dcm.key -out dcm.pem -subj /CN=VIN -days 10");
    openssl("req -x509 -newkey ed25519 -nodes -keyout o.key -out orders.pem -subj /CN=o");
    server("good", "DNS:" + NAME, "serverAuth", "ca");
    server("other", "DNS:mqtt.dcmrig.example", "serverAuth", "ca");
    server("client", "DNS:" + NAME, "clientAuth", "ca");
    server("stranger", "DNS:" + NAME, "serverAuth", "dcm");
    made = Files.getLastModifiedTime(folder.resolve("ca.pem")).toInstant();
  }

  private static void server(String file, String name, String use, String issuer) throws Exception {
    openssl(
        ("req -x509 "
                + EC
                + "-keyout %s.key -out %s.pem -subj /CN=x -days 10 -CA %s.pem -CAkey"
                + " %s.key -addext subjectAltName=%s -addext extendedKeyUsage=%s"
                + " -addext basicConstraints=CA:FALSE")
            .formatted(file, file, issuer, issuer, name, use));
    openssl(
        "pkcs12 -export -inkey %s.key -in %s.pem -out %s.p12 -passout pass:x"
            .formatted(file, file, file));
  }

  private static void openssl(String arguments) throws Exception {
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" +"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
  }

  private static SSLContext server(String file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(file + ".p12"))) {
      store.load(in, "x".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, "x".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** Both ends in memory; enough rounds for the handshake and the tickets after it. */
  private static void handshake(SSLEngine client, SSLContext context) throws SSLException {
    SSLEngine server = context.createSSLEngine();
    server.setUseClientMode(false);
    ByteBuffer up = ByteBuffer.allocate(65_536);
    ByteBuffer down = ByteBuffer.allocate(65_536);
    for (int round = 0; round < 30; round++) {
      step(client, up, down);
      step(server, down, up);
    }
    client.closeOutbound();
  }

  private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
    engine.wrap(ByteBuffer.wrap(new byte[0]), out);
    tasks(engine);
    in.flip();
    engine.unwrap(in, ByteBuffer.allocate(65_536));
    in.compact();
    tasks(engine);
  }

  private static void tasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private static DcmCertificates at(Instant now, AtomicInteger asked) {
    return DcmCertificates.read(
        folder,
        () -> {
          asked.incrementAndGet();
          return now;
        },
        NONE);
  }

  private static final TrustRules NONE = TrustRules.REQUIRED;

  @Test
  void eachConnectionChecksTheCertificateAnew() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    DcmCertificates dcm = at(made.plus(Duration.ofDays(1)), asked);
    SSLContext server = server("good");
    handshake(dcm.engine(NAME), server);
    assertEquals(1, asked.get());
    handshake(dcm.engine(NAME), server);
    assertEquals(2, asked.get(), "a resumed session would not ask");
  }

  private static void refused(String file, Instant now) {
    DcmCertificates dcm = at(now, new AtomicInteger());
    assertThrows(SSLException.class, () -> handshake(dcm.engine(NAME), server(file)));
  }

  @Test
  void aServerThatIsNotTheOneAskedForIsRefused() {
    refused("other", made.plus(Duration.ofDays(1)));
    refused("client", made.plus(Duration.ofDays(1)));
    refused("stranger", made.plus(Duration.ofDays(1)));
  }

  @Test
  void theDateThatCountsIsTheDcms() {
    refused("good", made.plus(Duration.ofDays(11)));
    refused("good", made.minus(Duration.ofDays(1)));
  }
}
