// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a certificate leads to a trusted one (RFC 5280), and in a sentence why not. */
public final class CertificatePath {
  private static final int MAX_LENGTH = 10;

  private CertificatePath() {}

  /**
   * Checks one.
   *
   * @param beside certificates that may lie between
   * @param at the instant at which the path must hold
   * @return a sentence; empty when it holds
   */
  public static String problem(
      X509Certificate leaf, List<X509Certificate> beside, Trust trust, Instant at) {
    String own = outsideOfValidity(leaf, at);
    if (!own.isEmpty()) {
      return own;
    }
    String revoked = revoked(leaf, trust.revoked());
    if (!revoked.isEmpty()) {
      return revoked;
    }
    if (trust.certificates().contains(leaf)) {
      return "";
    }
    List<X509Certificate> path = path(leaf, beside, trust);
    if (path.isEmpty()) {
      return name(leaf)
          + " leads to no trusted certificate: "
          + leaf.getIssuerX500Principal().getName()
          + " issued it, and the trusted ones are "
          + trust.certificates().stream()
              .map(CertificatePath::name)
              .collect(Collectors.joining(", ", "[", "]"));
    }
    for (X509Certificate each : path) {
      String problem = outsideOfValidity(each, at) + revoked(each, trust.revoked());
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return validated(path, trust, at);
  }

  /** From the certificate up to the last one before a trusted one; empty where none leads there. */
  private static List<X509Certificate> path(
      X509Certificate leaf, List<X509Certificate> beside, Trust trust) {
    Set<X509Certificate> path = new LinkedHashSet<>(List.of(leaf));
    X509Certificate last = leaf;
    while (path.size() < MAX_LENGTH) {
      X509Certificate of = last;
      if (trust.certificates().stream().anyMatch(each -> issued(each, of))) {
        return new ArrayList<>(path);
      }
      X509Certificate next =
          beside.stream()
              .filter(each -> !path.contains(each) && issued(each, of))
              .findFirst()
              .orElse(null);
      if (next == null) {
        return List.of();
      }
      path.add(next);
      last = next;
    }
    return List.of();
  }

  private static boolean issued(X509Certificate issuer, X509Certificate of) {
    if (!issuer.getSubjectX500Principal().equals(of.getIssuerX500Principal())) {
      return false;
    }
    try {
      of.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String validated(List<X509Certificate> path, Trust trust, Instant at) {
    try {
      CertPath made =
          CertificateFactory.getInstance("X.509").generateCertPath(List.<Certificate>copyOf(path));
      PKIXParameters parameters =
          new PKIXParameters(
              trust.certificates().stream()
                  .map(each -> new TrustAnchor(each, null))
                  .collect(Collectors.toSet()));
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(!trust.revoked().isEmpty());
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(trust.revoked())));
      CertPathValidator.getInstance("PKIX").validate(made, parameters);
      for (TrustAnchor anchor : parameters.getTrustAnchors()) {
        X509Certificate top = anchor.getTrustedCert();
        if (issued(top, path.get(path.size() - 1))) {
          return outsideOfValidity(top, at);
        }
      }
      return "";
    } catch (CertPathValidatorException e) {
      X509Certificate which = path.get(Math.max(0, e.getIndex()));
      if (e.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
        return name(which)
            + ": no list of revoked certificates by its issuer that holds at "
            + at
            + " was named with --crl";
      }
      return name(which) + ": " + e.getMessage();
    } catch (GeneralSecurityException e) {
      return name(path.get(0)) + ": its path can't be checked: " + e.getMessage();
    }
  }

  private static String outsideOfValidity(X509Certificate certificate, Instant at) {
    try {
      certificate.checkValidity(Date.from(at));
      return "";
    } catch (CertificateExpiredException e) {
      return name(certificate)
          + " has expired: it was valid until "
          + certificate.getNotAfter().toInstant();
    } catch (CertificateNotYetValidException e) {
      return name(certificate)
          + " is not yet valid: it begins at "
          + certificate.getNotBefore().toInstant();
    }
  }

  /** Only a list that its issuer signed says something; the validator looks for one that is due. */
  private static String revoked(X509Certificate certificate, List<X509CRL> lists) {
    for (X509CRL list : lists) {
      if (list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate);
        if (entry != null) {
          return name(certificate)
              + " was revoked at "
              + entry.getRevocationDate().toInstant()
              + (entry.getRevocationReason() == null
                  ? ""
                  : " (" + entry.getRevocationReason() + ")")
              + ", says the list of "
              + list.getIssuerX500Principal().getName();
        }
      }
    }
    return "";
  }

  private static String name(X509Certificate certificate) {
    return "certificate " + certificate.getSubjectX500Principal().getName();
  }
}
