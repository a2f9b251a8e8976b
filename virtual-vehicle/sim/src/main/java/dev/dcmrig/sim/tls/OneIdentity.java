// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * One key and its certificates, for either end of TLS. The JDK's own key managers hold keys in a
 * key store, which encrypts them by a password and decrypts them for the first handshake: thousands
 * of hash rounds each, for a key that lies beside it in plain.
 */
public final class OneIdentity extends X509ExtendedKeyManager {
  private static final String ALIAS = "own";

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  /**
   * @param chain the key's own certificate, then that of its issuer, and so on
   */
  public OneIdentity(PrivateKey key, X509Certificate... chain) {
    if (chain.length == 0) {
      throw new IllegalArgumentException("an identity without a certificate proves nothing");
    }
    this.key = key;
    this.chain = List.of(chain);
  }

  /** Whether it is of this kind of key and, if the peer names whom it believes, by one of them. */
  private boolean fits(@Nullable String keyType, Principal @Nullable [] issuers) {
    if (keyType == null || !keyType.equals(key.getAlgorithm())) {
      return false;
    }
    return issuers == null
        || issuers.length == 0
        || chain.stream()
            .anyMatch(by -> Arrays.asList(issuers).contains(by.getIssuerX500Principal()));
  }

  private @Nullable String choose(String @Nullable [] keyTypes, Principal @Nullable [] issuers) {
    if (keyTypes != null) {
      for (String keyType : keyTypes) {
        if (fits(keyType, issuers)) {
          return ALIAS;
        }
      }
    }
    return null;
  }

  private String @Nullable [] aliases(@Nullable String keyType, Principal @Nullable [] issuers) {
    return fits(keyType, issuers) ? new String[] {ALIAS} : null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType, issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return choose(keyTypes, issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return choose(new String[] {keyType}, issuers);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return choose(keyTypes, issuers);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return choose(new String[] {keyType}, issuers);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return alias.equals(ALIAS) ? chain.toArray(X509Certificate[]::new) : null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return alias.equals(ALIAS) ? key : null;
  }
}
