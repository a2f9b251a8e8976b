// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.remote;

import dev.dcmrig.sim.settings.Key;
import java.util.Optional;

/**
 * Options of a DCM that somebody else starts.
 *
 * @param face how the rig reaches what is not bus and network
 * @param handOver a folder for {@code dcm.env}
 * @param here an address of this machine
 * @param from the address of the DCM's machine
 */
public record RemoteOptions(
    @Key(
            "What the DCM has beside bus and network: 'socket', the electrical socket of"
                + " DCM-INTERFACE.md, or 'pins', to which the instruments of this bench are wired.")
        Face face,
    @Key(
            "Folder for dcm.env, with what the DCM is handed (DCM_...): written when the rig is"
                + " ready for it, in each scenario, and removed at its end. Needed with 'socket'.")
        Optional<String> handOver,
    @Key(value = "Address of this machine that the DCM reaches it by.", fallback = "127.0.0.1")
        String here,
    @Key(
            value = "Address that the DCM comes from; the rig takes nothing from another one.",
            fallback = "127.0.0.1")
        String from) {

  /** How the electrical face of the DCM is reached. */
  public enum Face {
    /** A program, which speaks lines. */
    SOCKET,
    /** A real thing. */
    PINS
  }

  public RemoteOptions {
    if (face == Face.SOCKET && handOver.isEmpty()) {
      throw new IllegalArgumentException(
          "a DCM with 'face: socket' must learn where the rig listens; name a folder, 'handOver'");
    }
    String address = "([0-9]{1,3}\\.){3}[0-9]{1,3}";
    if (!here.matches(address) || !from.matches(address)) {
      throw new IllegalArgumentException(
          "'" + here + "' and '" + from + "': write addresses of IPv4, for instance 192.168.7.2");
    }
    if (isLoopback(here) != isLoopback(from)) {
      throw new IllegalArgumentException(
          "nobody at '"
              + from
              + "' reaches this machine at '"
              + here
              + "'; write both 'here' and 'from', or none for a DCM on this machine");
    }
    if (face == Face.PINS && (handOver.isPresent() || !isLoopback(here))) {
      throw new IllegalArgumentException(
          "a DCM with 'face: pins' is handed nothing; leave out 'handOver', 'here' and 'from'");
    }
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.");
  }
}
