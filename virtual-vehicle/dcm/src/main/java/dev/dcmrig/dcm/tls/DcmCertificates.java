// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.tls;

import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.sim.tls.OneIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * What the DCM proves itself with, and whom it believes (docs/DCM-INTERFACE.md, 2.5): the PEM files
 * (RFC 7468) of the folder that it was handed.
 */
public final class DcmCertificates implements Trust {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final SSLContext context;
  private final PublicKey ordersKey;

  private DcmCertificates(SSLContext context, PublicKey ordersKey) {
    this.context = context;
    this.ordersKey = ordersKey;
  }

  /**
   * Reads the folder.
   *
   * @param now the DCM's own date, which certificates are held against
   * @param rules what is checked of a server
   * @throws IllegalStateException naming the file, what is wrong with it and what it should be
   */
  public static DcmCertificates read(Path folder, Supplier<Instant> now, TrustRules rules) {
    X509Certificate authority = certificate(folder.resolve("ca.pem"));
    X509Certificate own = certificate(folder.resolve("dcm.pem"));
    PrivateKey key = key(folder.resolve("dcm.key"));
    X509Certificate orders = certificate(folder.resolve("orders.pem"));
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new OneIdentity(key, own)},
          new TrustManager[] {new ServerTrust(authority, now, rules)},
          null);
      return new DcmCertificates(context, orders.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the certificates in " + folder + " don't fit together: " + e.getMessage(), e);
    }
  }

  private static X509Certificate certificate(Path file) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    } catch (IOException | GeneralSecurityException e) {
      throw wrong(file, "a certificate in PEM", e);
    }
  }

  private static PrivateKey key(Path file) {
    try {
      Matcher matcher = PKCS8.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (!matcher.find()) {
        throw new IOException("it has no block PRIVATE KEY");
      }
      byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IOException | GeneralSecurityException e) {
      throw wrong(file, "an EC key in PEM, PKCS #8, not encrypted", e);
    }
  }

  private static IllegalStateException wrong(Path file, String wanted, Exception cause) {
    return new IllegalStateException(
        file + " should be " + wanted + " (docs/DCM-INTERFACE.md, 2.5): " + cause.getMessage(),
        cause);
  }

  /** The key that orders and commands must be signed with. */
  @Override
  public PublicKey ordersKey() {
    return ordersKey;
  }

  /** One end of a TLS connection to a server of this name. Sessions are not resumed. */
  SSLEngine engine(String host) {
    // With host and port the context would find an earlier session by them: in TLS 1.3 its ticket
    // comes after the handshake, when nobody can refuse it any more.
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setServerNames(List.of(new SNIHostName(host)));
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public Channel connect(Modem modem, String host, int port, Channel.Listener listener)
      throws NoNetworkException {
    return TlsChannel.connect(modem, this, host, port, listener);
  }
}
