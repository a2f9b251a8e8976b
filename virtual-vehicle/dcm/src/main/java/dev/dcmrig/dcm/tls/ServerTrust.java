// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom the DCM believes: a server whose chain ends in the given authority (RFC 5280 6), is valid at
 * the DCM's own date and has the name that was asked for as a {@code dNSName} (RFC 9110 4.3.4). The
 * JDK's own manager would ask the wall clock.
 */
public final class ServerTrust extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;

  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_USE = "2.5.29.37.0";

  private final X509Certificate authority;
  private final Supplier<Instant> now;
  private final TrustRules rules;

  ServerTrust(X509Certificate authority, Supplier<Instant> now, TrustRules rules) {
    this.authority = authority;
    this.now = now;
    this.rules = rules;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (rules.isIssuerChecked()) {
      checkChain(chain);
      checkUse(chain[0]);
    }
    String asked = asked(engine);
    if (rules.isNameChecked() && names(chain[0]).stream().noneMatch(asked::equalsIgnoreCase)) {
      throw new CertificateException(
          "the certificate is for " + names(chain[0]) + ", not for " + asked);
    }
  }

  /** The engine has no host, so that no session is found by it: the name stands in its SNI. */
  private static String asked(SSLEngine engine) throws CertificateException {
    for (SNIServerName name : engine.getSSLParameters().getServerNames()) {
      if (name instanceof SNIHostName host) {
        return host.getAsciiName();
      }
    }
    throw new CertificateException("no name was asked for");
  }

  private void checkChain(X509Certificate[] chain) throws CertificateException {
    try {
      List<X509Certificate> path = new ArrayList<>(List.of(chain));
      path.removeIf(certificate -> certificate.equals(authority));
      CertPath whole = CertificateFactory.getInstance("X.509").generateCertPath(path);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(
          rules.isValidityChecked() ? Date.from(now.get()) : chain[0].getNotBefore());
      CertPathValidator.getInstance("PKIX").validate(whole, parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the certificate is not trusted: " + e.getMessage(), e);
    }
  }

  /** What is meant for a DCM or a person must not pass for a server (RFC 5280, 4.2.1.12). */
  private static void checkUse(X509Certificate server) throws CertificateException {
    List<String> uses = server.getExtendedKeyUsage();
    if (uses != null && !uses.contains(SERVER_AUTHENTICATION) && !uses.contains(ANY_USE)) {
      throw new CertificateException("the certificate is for " + uses + ", not for a server");
    }
  }

  private static List<String> names(X509Certificate certificate) throws CertificateException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        if (alternative.get(0) instanceof Integer type && type == DNS_NAME) {
          names.add(String.valueOf(alternative.get(1)));
        }
      }
    }
    return names;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a server without a name can't be checked");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("a server without a name can't be checked");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("a DCM has no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("a DCM has no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a DCM has no clients");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority};
  }
}
