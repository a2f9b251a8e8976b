// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.dcmrig.sim.tls.OneIdentity;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** What is shown to which peer; handshakes with it are the link's and the DCM's tests. */
class OneIdentityTest {
  private static final Principal[] STRANGERS = {new X500Principal("CN=Somebody else")};

  private static X509Certificate read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @Test
  void theKeyIsShownToWhoBelievesItsIssuerAndForItsOwnKindOnly() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    try (RunAuthority authority = new RunAuthority()) {
      X509Certificate own = read(authority.provision("VIN").resolve("dcm.pem"));
      OneIdentity identity = new OneIdentity(keys.getPrivate(), own);
      Principal[] believed = {STRANGERS[0], own.getIssuerX500Principal()};
      String[] kinds = {"RSA", "EC"};
      String alias = identity.chooseEngineClientAlias(kinds, believed, null);
      assertNotNull(alias);
      assertEquals(alias, identity.chooseEngineClientAlias(kinds, null, null), "whoever asks");
      assertEquals(alias, identity.chooseEngineServerAlias("EC", null, null));
      assertNull(identity.chooseEngineClientAlias(kinds, STRANGERS, null));
      assertNull(identity.chooseEngineClientAlias(new String[] {"RSA"}, believed, null));
      assertNull(identity.chooseEngineServerAlias("RSA", null, null));
      assertSame(keys.getPrivate(), identity.getPrivateKey(alias));
      assertNull(identity.getPrivateKey("another"));
      assertEquals(own, identity.getCertificateChain(alias)[0]);
    }
  }
}
