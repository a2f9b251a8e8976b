// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.sdp;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One media section ({@code m=}).
 *
 * @param kind for instance {@code audio}
 * @param port 0 when refused
 * @param protocol for instance {@code RTP/AVP}
 * @param formats payload types, most wanted first
 * @param connectionAddress where to send to: that of the section, else of the session
 * @param ptimeMillis packet time; 20 when not said (RFC 3551 4.2)
 * @param pcmuPayloadType 0, or the dynamic number that {@code rtpmap} gives PCMU/8000; -1 without
 */
public record Media(
    String kind,
    int port,
    String protocol,
    List<String> formats,
    String connectionAddress,
    Direction direction,
    int ptimeMillis,
    int pcmuPayloadType) {
  public static final int DEFAULT_PTIME_MILLIS = 20;

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:[.]" + OCTET + "){3}");

  public Media {
    formats = List.copyOf(formats);
  }

  /** Whether this is audio over RTP with PCMU, not refused. */
  public boolean offersPcmu() {
    return kind.equals("audio") && protocol.equals("RTP/AVP") && port != 0 && pcmuPayloadType >= 0;
  }

  /** Whether packets can be sent there without looking up a name, by IPv4. */
  public boolean hasIpv4Address() {
    return IPV4.matcher(connectionAddress).matches();
  }
}
