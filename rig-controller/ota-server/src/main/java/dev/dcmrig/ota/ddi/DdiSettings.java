// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.ddi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How devices are served.
 *
 * @param tenant first part of each path; hawkBit's is {@code DEFAULT}
 * @param gatewayToken whoever shows it speaks for any target, and makes new ones; absent for nobody
 * @param edgeToken shows that TLS of a device ended before this server, at one who names it by a
 *     header ({@code X-Dcm-Vin}); absent for nobody
 * @param publicAddress scheme and authority of the links that devices get; absent to take those of
 *     their request
 * @param poll how long a device waits until it polls again
 * @param jitter a device waits up to so much longer, each time another time
 */
public record DdiSettings(
    String tenant,
    @Nullable String gatewayToken,
    @Nullable String edgeToken,
    @Nullable String publicAddress,
    Duration poll,
    Duration jitter) {
  /** Tokens of targets only; a poll each five minutes, and up to one later. */
  public static final DdiSettings STANDARD =
      new DdiSettings("DEFAULT", null, null, null, Duration.ofMinutes(5), Duration.ofMinutes(1));

  /** The same with a gateway's token. */
  public DdiSettings withGatewayToken(String token) {
    return new DdiSettings(tenant, token, edgeToken, publicAddress, poll, jitter);
  }

  /** The same behind an end of TLS that shows this token. */
  public DdiSettings withEdgeToken(String token) {
    return new DdiSettings(tenant, gatewayToken, token, publicAddress, poll, jitter);
  }

  /** The same with links that begin so, such as {@code https://ota.example}. */
  public DdiSettings withPublicAddress(String address) {
    return new DdiSettings(tenant, gatewayToken, edgeToken, address, poll, jitter);
  }

  /** The same with other waits. */
  public DdiSettings polling(Duration wait, Duration upTo) {
    return new DdiSettings(tenant, gatewayToken, edgeToken, publicAddress, wait, upTo);
  }
}
