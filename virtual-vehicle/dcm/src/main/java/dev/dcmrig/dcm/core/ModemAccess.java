// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.core;

import java.nio.file.Path;

/**
 * How a DCM is handed its network (docs/DCM-INTERFACE.md, 2.1).
 *
 * @param proxyHost loopback host of the SOCKS5 proxy that plays the radio link
 * @param proxyPort its port
 * @param imsi identity of the SIM: the user name at the proxy
 * @param address the DCM's fixed address on its network, for instance {@code 10.64.0.2}
 * @param subscriberUri SIP URI of the subscriber
 * @param vin vehicle identification number
 * @param certificates folder with the files of docs/DCM-INTERFACE.md, 2.5
 * @param cell what the modem knows of its cell before it dials
 */
public record ModemAccess(
    String proxyHost,
    int proxyPort,
    String imsi,
    String address,
    String subscriberUri,
    String vin,
    Path certificates,
    Cell cell) {

  /** Whether the modem has a network: it knows so without sending a byte. */
  @FunctionalInterface
  public interface Cell {
    /** Nothing is known: the proxy says whether there is coverage. */
    Cell UNKNOWN = (host, port) -> true;

    /**
     * Whether a connection may be asked for at the proxy. The network notes a try that it does not
     * reach, as the proxy does. On the timeline's thread.
     */
    boolean reaches(String host, int port);
  }

  /** An access whose modem learns from the proxy alone whether there is coverage. */
  public ModemAccess(
      String proxyHost,
      int proxyPort,
      String imsi,
      String address,
      String subscriberUri,
      String vin,
      Path certificates) {
    this(proxyHost, proxyPort, imsi, address, subscriberUri, vin, certificates, Cell.UNKNOWN);
  }
}
