// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.network.link.Flow.Service;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.network.pki.ServerIdentity;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Makes the far side of a connection that the link does not pass on (docs/decisions/0009): what a
 * DCM meets there, good or as a fault wants it.
 */
final class FarSides {
  private final Link link;
  private final RunAuthority authority;
  private final SmsCentre shortMessages;
  private final Storms storms;

  FarSides(Link link, RunAuthority authority, SmsCentre shortMessages) {
    this.link = link;
    this.authority = authority;
    this.shortMessages = shortMessages;
    this.storms = new Storms(link.timeline());
  }

  void open(Flow flow, @Nullable Fault fault) {
    if (storms.isStorm(flow.vehicle, flow.service.host)) {
      link.journal().malformed(flow, "connections.storm", Storms.WHY);
    }
    if (flow.service == Service.SMS) {
      flow.farSide(shortMessages.open(flow, flow.vehicle));
    } else if (fault == Fault.OLD_TLS) {
      flow.farSide(new OldTlsLeg(link, flow));
    } else {
      ServerIdentity identity = identity(fault);
      flow.farSide(
          new TlsLeg(
              link,
              flow,
              engine(flow.service, identity),
              identity != ServerIdentity.GOOD,
              tls ->
                  flow.service == Service.BROKER
                      ? new MqttLeg(link, tls)
                      : new HttpLeg(link, tls)));
    }
  }

  private static ServerIdentity identity(@Nullable Fault fault) {
    if (fault == null) {
      return ServerIdentity.GOOD;
    }
    return switch (fault) {
      case CERTIFICATE_EXPIRED -> ServerIdentity.EXPIRED;
      case CERTIFICATE_NOT_YET_VALID -> ServerIdentity.NOT_YET_VALID;
      case CERTIFICATE_OF_ANOTHER_NAME -> ServerIdentity.ANOTHER_NAME;
      case CERTIFICATE_OF_UNKNOWN_AUTHORITY -> ServerIdentity.UNKNOWN_AUTHORITY;
      default -> ServerIdentity.GOOD;
    };
  }

  private SSLEngine engine(Service service, ServerIdentity identity) {
    SSLEngine engine = authority.server(service.host, identity).createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setNeedClientAuth(true);
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    engine.setSSLParameters(parameters);
    return engine;
  }
}
