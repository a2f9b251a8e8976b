// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.pki;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.sim.host.TemporaryFolders;
import dev.dcmrig.sim.tls.OneIdentity;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/**
 * The authority of one run, and what it has issued (RFC 5280; docs/DCM-INTERFACE.md, 2.5): EC P-256
 * for TLS, Ed25519 for orders. Keys are drawn anew by each run and lie in a folder that only its
 * owner can read; {@link #close} removes it. Virtual benches live in 2026 and the years after, real
 * ones now: a good certificate is valid for both.
 *
 * <p>Does not do: revocation, intermediate authorities.
 */
public final class RunAuthority implements AutoCloseable {
  public static final String TELEMATICS_NAME = "telematics.dcmrig.example";
  public static final String BROKER_NAME = "mqtt.dcmrig.example";

  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant EXPIRED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2055-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2060-01-01T00:00:00Z");
  private static final String ANOTHER_NAME = "somebody-else.example";
  private static final char[] NO_PASSWORD = new char[0];

  /** An authority by what signing needs. */
  private record Signer(X500Name name, KeyPair keys) {}

  private record Issuer(Signer signer, X509Certificate certificate) {}

  private record Server(String name, ServerIdentity identity) {}

  private final Path folder;
  private final AtomicLong serials = new AtomicLong(1);
  private final Issuer root;
  private final KeyPair orders;
  private final KeyPair serverKeys;
  private final Map<Server, SSLContext> servers = new HashMap<>();
  private final Map<String, Path> vehicles = new HashMap<>();

  /** Makes an authority with a folder of its own among the system's temporary files. */
  public RunAuthority() {
    try {
      folder = TemporaryFolders.create("certificates");
      root = issuer("DCM Rig run authority");
      orders = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      serverKeys = ecKeys();
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new BenchBroken("the certificates of the run can't be made: " + e.getMessage(), e);
    }
  }

  /** The key that signs orders and commands; Ed25519 (RFC 8037). */
  public PrivateKey orderKey() {
    return orders.getPrivate();
  }

  /**
   * What a TLS server of this name speaks with; it trusts DCMs of this run.
   *
   * @param identity what it shows; anything but GOOD is a fault on purpose
   */
  public synchronized SSLContext server(String name, ServerIdentity identity) {
    return servers.computeIfAbsent(new Server(name, identity), this::serverContext);
  }

  /**
   * The certificates of a DCM, made once for each vehicle.
   *
   * @return folder with {@code ca.pem}, {@code dcm.pem}, {@code dcm.key} and {@code orders.pem}
   */
  public synchronized Path provision(String vin) {
    return vehicles.computeIfAbsent(vin, this::issueToDcm);
  }

  private Path issueToDcm(String vin) {
    try {
      KeyPair keys = ecKeys();
      X509Certificate own = issue(root, "CN=" + vin, keys.getPublic(), FROM, UNTIL, null);
      X509Certificate order = issue(root, "CN=orders", orders.getPublic(), FROM, UNTIL, null);
      Path of =
          Files.createDirectory(
              folder.resolve(vin),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      write(of.resolve("ca.pem"), pem(root.certificate));
      write(of.resolve("dcm.pem"), pem(own));
      write(of.resolve("dcm.key"), pem(keys.getPrivate()));
      write(of.resolve("orders.pem"), pem(order));
      return of;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new BenchBroken("no certificate for vehicle " + vin + ": " + e.getMessage(), e);
    }
  }

  /**
   * A TLS server's own files for a program of its own.
   *
   * @return folder with {@code ca.pem}, {@code server.pem} and {@code server.key}
   */
  public synchronized Path serverFiles(String name) {
    Path of = folder.resolve(name);
    try {
      if (Files.notExists(of)) {
        Files.createDirectory(
            of, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        write(of.resolve("ca.pem"), pem(root.certificate));
        write(
            of.resolve("server.pem"),
            pem(issue(root, "CN=" + name, serverKeys.getPublic(), FROM, UNTIL, name)));
        write(of.resolve("server.key"), pem(serverKeys.getPrivate()));
      }
      return of;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new BenchBroken("no certificate for " + name + ": " + e.getMessage(), e);
    }
  }

  private SSLContext serverContext(Server server) {
    try {
      Issuer by = root;
      if (server.identity == ServerIdentity.UNKNOWN_AUTHORITY) {
        by = issuer("An authority that nobody trusts");
      }
      String name = server.identity == ServerIdentity.ANOTHER_NAME ? ANOTHER_NAME : server.name;
      Instant from = server.identity == ServerIdentity.NOT_YET_VALID ? LATER : FROM;
      Instant until = server.identity == ServerIdentity.EXPIRED ? EXPIRED : UNTIL;
      X509Certificate certificate =
          issue(by, "CN=" + name, serverKeys.getPublic(), from, until, name);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new OneIdentity(serverKeys.getPrivate(), certificate, by.certificate)},
          trust(root),
          null);
      return context;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new BenchBroken("no certificate for " + server.name + ": " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trust(Issuer issuer) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setCertificateEntry("authority", issuer.certificate);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyPair ecKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private Issuer issuer(String commonName)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Signer signer = new Signer(new X500Name("CN=" + commonName), ecKeys());
    return new Issuer(
        signer, sign(signer, signer.name, signer.keys.getPublic(), FROM, UNTIL, null, true));
  }

  private X509Certificate issue(
      Issuer by, String subject, PublicKey key, Instant from, Instant until, @Nullable String host)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    return sign(by.signer, new X500Name(subject), key, from, until, host, false);
  }

  private X509Certificate sign(
      Signer by,
      X500Name subject,
      PublicKey key,
      Instant from,
      Instant until,
      @Nullable String host,
      boolean authority)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            by.name,
            BigInteger.valueOf(serials.getAndIncrement()),
            Date.from(from),
            Date.from(until),
            subject,
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
    if (host != null) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(by.keys.getPrivate())));
  }

  private static String pem(Object of) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      if (of instanceof PrivateKey key) {
        // PKCS #8 (RFC 5958), which the JDK reads by itself.
        writer.writeObject(new PemObject("PRIVATE KEY", key.getEncoded()));
      } else {
        writer.writeObject(of);
      }
    }
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Removes the folder with everything in it. */
  @Override
  public void close() {
    try {
      TemporaryFolders.remove(folder);
    } catch (IOException e) {
      throw new BenchBroken(
          "the certificates of the run in " + folder + " could not be removed: " + e.getMessage(),
          e);
    }
  }
}
