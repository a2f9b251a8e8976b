// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens a key: of a PEM file (PKCS#8, with certificates or the public key in it or beside it), of a
 * PKCS#12 file ({@code .p12}, {@code .pfx}), or of a hardware module by PKCS#11: {@code
 * pkcs11:FILE} or {@code pkcs11:FILE#ALIAS}, with the configuration file of the JDK's SunPKCS11
 * provider.
 */
public final class KeySource {
  private static final String PKCS11 = "pkcs11:";

  private KeySource() {}

  /**
   * Opens one.
   *
   * @param named as the head of the class says
   * @param beside PEM files with certificates of the key, or null
   * @param password of the PKCS#12 file, or PIN of the module; empty without one
   */
  public static SigningKey open(String named, @Nullable Path beside, char[] password)
      throws AttestException {
    List<X509Certificate> more = beside == null ? List.of() : Pem.read(beside).certificates();
    if (named.startsWith(PKCS11)) {
      return module(named.substring(PKCS11.length()), more, password);
    }
    Path file = Path.of(named);
    if (!Files.isRegularFile(file)) {
      throw new AttestException("there is no key " + file);
    }
    String lower = named.toLowerCase(Locale.ROOT);
    return lower.endsWith(".p12") || lower.endsWith(".pfx")
        ? store(file, more, password)
        : pem(file, more);
  }

  private static SigningKey pem(Path file, List<X509Certificate> more) throws AttestException {
    Pem pem = Pem.read(file);
    if (pem.privateKeys().size() != 1) {
      throw new AttestException(
          file + ": has " + pem.privateKeys().size() + " private keys, and one is needed");
    }
    List<X509Certificate> certificates = new ArrayList<>(pem.certificates());
    certificates.addAll(more);
    PublicKey key = null;
    if (!certificates.isEmpty()) {
      key = certificates.get(0).getPublicKey();
    } else if (!pem.publicKeys().isEmpty()) {
      key = pem.publicKeys().get(0);
    }
    if (key == null) {
      throw new AttestException(
          file
              + ": says nothing of the public key; name its certificate with --cert, or append the"
              + " key: openssl pkey -in KEY -pubout >>KEY");
    }
    return matched(
        file.toString(), new SigningKey(pem.privateKeys().get(0), key, certificates, null));
  }

  private static SigningKey store(Path file, List<X509Certificate> more, char[] password)
      throws AttestException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      return of(file.toString(), store, "", more, password, null);
    } catch (IOException | GeneralSecurityException e) {
      throw new AttestException(
          file
              + ": can't be opened: "
              + e.getMessage()
              + "; the password is asked of RIG_KEY_PASSWORD or --password-file",
          e);
    }
  }

  private static SigningKey module(String named, List<X509Certificate> more, char[] pin)
      throws AttestException {
    int hash = named.indexOf('#');
    String file = hash < 0 ? named : named.substring(0, hash);
    String alias = hash < 0 ? "" : named.substring(hash + 1);
    if (!Files.isRegularFile(Path.of(file))) {
      throw new AttestException("there is no configuration of a PKCS#11 module at " + file);
    }
    try {
      Provider base = Security.getProvider("SunPKCS11");
      if (base == null) {
        throw new AttestException("this Java has no provider for PKCS#11 (SunPKCS11)");
      }
      Provider provider = base.configure(file);
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      return of(file, store, alias, more, pin, provider);
    } catch (IOException
        | GeneralSecurityException
        | ProviderException
        | InvalidParameterException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new AttestException(
          "the PKCS#11 module of "
              + file
              + " can't be used: "
              + cause.getMessage()
              + "; the PIN is asked of RIG_KEY_PASSWORD or --password-file",
          e);
    }
  }

  private static SigningKey of(
      String file,
      KeyStore store,
      String alias,
      List<X509Certificate> more,
      char[] password,
      @Nullable Provider provider)
      throws GeneralSecurityException, AttestException {
    List<String> aliases = new ArrayList<>();
    for (String each : Collections.list(store.aliases())) {
      if (store.isKeyEntry(each) && (alias.isEmpty() || alias.equals(each))) {
        aliases.add(each);
      }
    }
    if (aliases.size() != 1) {
      throw new AttestException(
          file
              + ": "
              + (aliases.isEmpty() ? "has no such key with a certificate" : "has " + aliases)
              + "; one key is needed"
              + (provider == null ? "" : ", named by #ALIAS"));
    }
    Key key = store.getKey(aliases.get(0), password);
    List<X509Certificate> certificates = new ArrayList<>();
    for (Certificate each : store.getCertificateChain(aliases.get(0))) {
      certificates.add((X509Certificate) each);
    }
    more.stream().filter(each -> !certificates.contains(each)).forEach(certificates::add);
    return matched(
        file,
        new SigningKey(
            (PrivateKey) key, certificates.get(0).getPublicKey(), certificates, provider));
  }

  /** A certificate of another key is found before anything is signed. */
  private static SigningKey matched(String file, SigningKey key) throws AttestException {
    byte[] probe = {1, 2, 3};
    try {
      if (SigningKey.verifies(key.publicKey(), probe, key.sign(probe))) {
        return key;
      }
    } catch (InvalidKeyException e) {
      // Of another kind even: what follows says so.
    } catch (GeneralSecurityException e) {
      throw new AttestException(file + ": its key can't sign: " + e.getMessage(), e);
    }
    throw new AttestException(
        file + ": its certificate or public key belongs to another private key");
  }
}
