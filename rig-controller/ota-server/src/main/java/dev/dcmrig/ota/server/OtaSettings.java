// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import dev.dcmrig.ota.ddi.DdiSettings;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a server listens.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param managementToken operators show it ({@code Authorization: Bearer ...}); absent, the
 *     management API is not served
 * @param maxConnections open at one time; further ones are closed at once
 * @param idle a connection that says nothing for so long is closed
 * @param tls absent for plain HTTP
 */
public record OtaSettings(
    String host,
    int port,
    DdiSettings ddi,
    @Nullable String managementToken,
    int maxConnections,
    Duration idle,
    @Nullable Tls tls) {

  /**
   * TLS of the server itself.
   *
   * @param trust who signs the certificates of devices (mutual TLS); absent to ask for none
   */
  public record Tls(KeyCertOptions identity, @Nullable TrustOptions trust, ClientAuth client) {}

  /** On the loopback, for a bench: no clock of the machine closes a connection of it. */
  public static final OtaSettings BENCH =
      new OtaSettings("127.0.0.1", 0, DdiSettings.STANDARD, null, 8_000, Duration.ofDays(1), null);

  /** The same for other devices. */
  public OtaSettings with(DdiSettings devices) {
    return new OtaSettings(host, port, devices, managementToken, maxConnections, idle, tls);
  }

  /** The same with a management API. */
  public OtaSettings withManagement(String token) {
    return new OtaSettings(host, port, ddi, token, maxConnections, idle, tls);
  }

  /** The same elsewhere. */
  public OtaSettings on(String address, int listenPort) {
    return new OtaSettings(address, listenPort, ddi, managementToken, maxConnections, idle, tls);
  }

  /** The same with another limit of idle time. */
  public OtaSettings idleAfter(Duration limit) {
    return new OtaSettings(host, port, ddi, managementToken, maxConnections, limit, tls);
  }

  /** The same by TLS. */
  public OtaSettings with(Tls secured) {
    return new OtaSettings(host, port, ddi, managementToken, maxConnections, idle, secured);
  }
}
