// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.ddi;

import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.core.Target;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.HttpProblem;
import dev.dcmrig.ota.model.TargetStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Who a device is. Any one of these, for the controller id of the path and no other:
 *
 * <ul>
 *   <li>{@code Authorization: TargetToken ...}, the target's own token;
 *   <li>{@code Authorization: GatewayToken ...}, which speaks for all and makes unknown targets;
 *   <li>a certificate of the client, whose common name is the controller id (mutual TLS);
 *   <li>the token of the end of TLS before this server, with the name that it read there.
 * </ul>
 *
 * Whoever shows none gets 401, for a known and an unknown target alike.
 */
public final class Identity {
  private final OtaCore core;
  private final DdiSettings settings;

  public Identity(OtaCore core, DdiSettings settings) {
    this.core = core;
    this.settings = settings;
  }

  /** The target that a request comes from; heard of with that. */
  public Target of(Call call, String controllerId) {
    Target target =
        speaksForAll(call) || isNamedByTls(call, controllerId)
            ? known(controllerId)
            : byToken(call, controllerId);
    core.targets().seen(target);
    return target;
  }

  /**
   * The same without the database; empty when that has to be asked, or the request has to be
   * refused. Waits for nobody.
   */
  Optional<Target> fromMemory(Call call, String controllerId) {
    Optional<Target> target;
    if (speaksForAll(call) || isNamedByTls(call, controllerId)) {
      target = core.targets().askingFromMemory(controllerId);
    } else {
      target =
          Optional.ofNullable(credential(call, "TargetToken"))
              .flatMap(token -> core.targets().byTokenFromMemory(controllerId, token));
    }
    // One that was never heard of is registered now.
    return target.filter(known -> known.status() != TargetStatus.UNKNOWN);
  }

  private Target known(String controllerId) {
    return core.targets()
        .asking(controllerId)
        .orElseGet(() -> core.targets().register(controllerId));
  }

  private Target byToken(Call call, String controllerId) {
    String token = credential(call, "TargetToken");
    if (token == null) {
      throw unauthorised();
    }
    return core.targets().byToken(controllerId, token).orElseThrow(Identity::unauthorised);
  }

  private static HttpProblem unauthorised() {
    return HttpProblem.unauthorised(
        "TargetToken",
        "show this target's token: Authorization: TargetToken ..., or a certificate");
  }

  private boolean speaksForAll(Call call) {
    String expected = settings.gatewayToken();
    String token = credential(call, "GatewayToken");
    return expected != null && token != null && same(expected, token);
  }

  private boolean isNamedByTls(Call call, String controllerId) {
    String expected = settings.edgeToken();
    String token = call.field(EdgeHeaders.EDGE_TOKEN);
    if (expected != null && token != null && same(expected, token)) {
      return controllerId.equals(call.field(EdgeHeaders.DCM_VIN));
    }
    SSLSession session = call.head().tls();
    return session != null && controllerId.equals(commonName(session));
  }

  private static @Nullable String commonName(SSLSession session) {
    try {
      Principal subject = session.getPeerPrincipal();
      for (Rdn part : new LdapName(subject.getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return part.getValue().toString();
        }
      }
      return null;
    } catch (SSLPeerUnverifiedException | InvalidNameException e) {
      // No certificate, or none with a name: then a token has to do.
      return null;
    }
  }

  private static @Nullable String credential(Call call, String scheme) {
    String field = call.field("Authorization");
    if (field == null) {
      return null;
    }
    String[] parts = field.strip().split(" +", 2);
    return parts.length == 2
            && parts[0].toLowerCase(Locale.ROOT).equals(scheme.toLowerCase(Locale.ROOT))
        ? parts[1]
        : null;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
