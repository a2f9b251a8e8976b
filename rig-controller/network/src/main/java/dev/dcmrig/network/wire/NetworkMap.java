// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which real loopback port stands behind each fixed address of the network, and which vehicle has
 * which address.
 */
public final class NetworkMap {
  public static final String CENTRE_ADDRESS = "198.51.100.10";
  public static final String TELEMATICS_ADDRESS = "198.51.100.20";

  private final Map<String, CountedDatagrams> udp = new ConcurrentHashMap<>();
  private final Map<String, Integer> udpPorts = new ConcurrentHashMap<>();
  private final Map<Integer, String> flows = new ConcurrentHashMap<>();

  /** The vehicle's address by the real port that its connection comes from. */
  private final Map<Integer, String> callers = new ConcurrentHashMap<>();

  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final Map<String, String> vins = new ConcurrentHashMap<>();
  private final KnownPeers centrePeers = new KnownPeers();

  /** Who may connect to the centre's port: the link. */
  public KnownPeers centrePeers() {
    return centrePeers;
  }

  /** Whether a real UDP port is one of the network's own: datagrams of others are passed over. */
  public boolean isOwnUdp(int realPort) {
    return udpPorts.containsValue(realPort);
  }

  /** A vehicle has joined the network, with this address of its own. */
  public void vehicle(String vin, String address) {
    addresses.put(vin, address);
    vins.put(address, vin);
  }

  /** The address of a vehicle; null when the network doesn't know it. */
  public @Nullable String addressOf(String vin) {
    return addresses.get(vin);
  }

  /** VIN of the vehicle at an address; empty when there is none. */
  public String vinAt(String address) {
    return vins.getOrDefault(address, "");
  }

  /** VIN of the vehicle that connects from a real port; empty when it is none's. */
  public String vinBehind(int realPort) {
    return vinAt(callers.getOrDefault(realPort, ""));
  }

  /** A socket that plays a fixed address, for instance {@code 198.51.100.10:30000}. */
  public void udp(String fixedAddress, CountedDatagrams socket) {
    udp.put(fixedAddress, socket);
    udpPorts.put(fixedAddress, socket.localPort());
  }

  public void forgetUdp(String fixedAddress) {
    udp.remove(fixedAddress);
    udpPorts.remove(fixedAddress);
  }

  /** The real port of a fixed UDP address; null when nobody is there. */
  public @Nullable Integer realUdpPort(String fixedAddress) {
    return udpPorts.get(fixedAddress);
  }

  /** The fixed address of whoever connects from a real port. */
  public void flow(int realPort, String name) {
    flows.put(realPort, name);
  }

  /** The same of a vehicle. */
  public void flow(int realPort, String name, String vehicleAddress) {
    callers.put(realPort, vehicleAddress);
    flow(realPort, name);
  }

  public String flow(int realPort) {
    return flows.getOrDefault(realPort, "198.51.100.99:" + realPort);
  }
}
