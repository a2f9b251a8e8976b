// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest.timestamp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/** Requests and responses of a time stamp authority (RFC 3161), as DER. */
public final class TimeStamp {
  private static final int NONCE_BITS = 64;

  private TimeStamp() {}

  /**
   * What a stamp says; nobody is trusted yet.
   *
   * @param problem a sentence; empty when it verifies
   * @param time the authority's clock
   * @param authority its certificate; null when it does not verify
   * @param beside other certificates that came with it
   */
  public record Checked(
      String problem,
      Instant time,
      @Nullable X509Certificate authority,
      List<X509Certificate> beside) {

    public Checked {
      beside = List.copyOf(beside);
    }

    static Checked bad(String problem) {
      return new Checked(problem, Instant.EPOCH, null, List.of());
    }
  }

  /** A request for a stamp of these bytes; asks for the authority's certificate. */
  public static byte[] request(byte[] content) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    TimeStampRequest request =
        generator.generate(
            TSPAlgorithms.SHA256, sha256(content), new BigInteger(NONCE_BITS, new SecureRandom()));
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a request in memory can be encoded", e);
    }
  }

  /**
   * Whether a response answers a request.
   *
   * @return a sentence; empty when it does
   */
  public static String refused(byte[] request, byte[] response) {
    try {
      TimeStampResponse read = new TimeStampResponse(response);
      if (read.getTimeStampToken() == null) {
        PKIFailureInfo failure = read.getFailInfo();
        return "the authority refused: "
            + (read.getStatusString() == null
                ? "status " + read.getStatus()
                : read.getStatusString())
            + (failure == null ? "" : ", failure " + failure.intValue());
      }
      read.validate(new TimeStampRequest(request));
      return "";
    } catch (IOException | TSPException e) {
      return "the authority's answer is no answer to the request: " + e.getMessage();
    }
  }

  /**
   * Checks a kept response.
   *
   * @param content that was stamped
   * @param known certificates of authorities that may not have come with it
   */
  public static Checked check(byte[] response, byte[] content, List<X509Certificate> known) {
    try {
      TimeStampResponse read = new TimeStampResponse(response);
      TimeStampToken token = read.getTimeStampToken();
      if (token == null) {
        return Checked.bad("has no stamp in it");
      }
      if (!Arrays.equals(read.getEncoded(), response)) {
        return Checked.bad("is not encoded as DER");
      }
      if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
          || !Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), sha256(content))) {
        return Checked.bad("is of other bytes than the attestation");
      }
      List<X509Certificate> all = new ArrayList<>();
      for (X509CertificateHolder each : token.getCertificates().getMatches(null)) {
        all.add(certificate(each));
      }
      Collection<X509CertificateHolder> own = matching(token);
      X509Certificate signer = null;
      for (X509CertificateHolder each : own) {
        signer = certificate(each);
      }
      for (X509Certificate each : known) {
        if (signer == null && token.getSID().match(new X509CertificateHolder(each.getEncoded()))) {
          signer = each;
        }
      }
      if (signer == null) {
        return Checked.bad("does not have the certificate of who made it");
      }
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      return new Checked("", token.getTimeStampInfo().getGenTime().toInstant(), signer, all);
    } catch (IOException
        | TSPException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      return Checked.bad("does not verify: " + e.getMessage());
    }
  }

  private static Collection<X509CertificateHolder> matching(TimeStampToken token) {
    return token.getCertificates().getMatches(null).stream().filter(token.getSID()::match).toList();
  }

  private static X509Certificate certificate(X509CertificateHolder holder)
      throws GeneralSecurityException, IOException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
