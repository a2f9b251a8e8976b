// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Writes packets that never were on a wire as a capture file (link type 101, raw IPv4). */
final class Pcap {
  private static final int RAW_IP = 101;
  private static final byte TCP = 6;
  private static final byte UDP = 17;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> sequences = new HashMap<>();

  /** IPv4 address and port. */
  record Endpoint(String address, int port) {
    static Endpoint of(String text) {
      String[] parts = text.split(":");
      return new Endpoint(parts[0], Integer.parseInt(parts[1]));
    }

    private void put(ByteBuffer to) {
      for (String part : address.split("\\.")) {
        to.put((byte) Integer.parseInt(part));
      }
    }
  }

  Pcap() {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    header.putInt(65_535).putInt(RAW_IP);
    out.writeBytes(header.array());
  }

  /** Bytes of a TCP stream; the sequence numbers of each direction run on. */
  void tcp(long nanos, Endpoint from, Endpoint to, byte[] payload) {
    int sequence = sequences.getOrDefault(from + ">" + to, 1);
    int acknowledged = sequences.getOrDefault(to + ">" + from, 1);
    sequences.put(from + ">" + to, sequence + payload.length);
    ByteBuffer segment = ByteBuffer.allocate(20 + payload.length);
    segment.putShort((short) from.port()).putShort((short) to.port());
    segment.putInt(sequence).putInt(acknowledged);
    segment.put((byte) 0x50).put((byte) 0x18).putShort((short) 0xFFFF).putInt(0);
    segment.put(payload);
    ip(nanos, from, to, TCP, segment.array());
  }

  void udp(long nanos, Endpoint from, Endpoint to, byte[] payload) {
    ByteBuffer datagram = ByteBuffer.allocate(8 + payload.length);
    datagram.putShort((short) from.port()).putShort((short) to.port());
    datagram.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    ip(nanos, from, to, UDP, datagram.array());
  }

  private void ip(long nanos, Endpoint from, Endpoint to, byte protocol, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(20 + payload.length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length)).putInt(0);
    packet.put((byte) 64).put(protocol).putShort((short) 0);
    from.put(packet);
    to.put(packet);
    packet.put(payload);
    ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) (nanos / 1_000_000_000)).putInt((int) (nanos / 1_000 % 1_000_000));
    header.putInt(packet.capacity()).putInt(packet.capacity());
    out.writeBytes(header.array());
    out.writeBytes(packet.array());
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
