// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

import dev.dcmrig.evidence.chain.ChainedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A classic pcap file with nanoseconds, link type 101 (raw IPv4). TCP connections are made up from
 * the messages: SYN, SYN-ACK, ACK, data in segments, each acknowledged, FIN. Does not show
 * retransmission, windows or the times of single segments; what was dropped is not in it.
 */
final class PcapWriter implements Closeable {
  private static final int MAGIC_NANOS = 0xA1B2_3C4D;
  private static final int LINK_TYPE_RAW = 101;
  private static final int SNAP_LENGTH = 65_535;
  private static final int IP_HEADER = 20;
  private static final int TCP_HEADER = 20;
  private static final int UDP_HEADER = 8;

  /** Packets are chained in blocks of at least this size. */
  private static final int RECORD_BYTES = 1 << 14;

  private static final int SEGMENT = 1460;
  private static final int MAX_DATAGRAM = SNAP_LENGTH - IP_HEADER - UDP_HEADER;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int PSH = 8;
  private static final int ACK = 16;

  /** Where both ends of a connection are, from the end named first. */
  private static final class Stream {
    final int[] sequence = {1000, 5000};
    boolean open;
  }

  private record Pair(Address a, Address b) {}

  private final ChainedFile out;
  private final Instant epoch;
  private final Map<Pair, Stream> streams = new LinkedHashMap<>();
  private int identification;

  PcapWriter(ChainedFile out, Instant epoch) throws IOException {
    this.epoch = epoch;
    this.out = out;
    ByteBuffer header = ByteBuffer.allocate(24);
    header.putInt(MAGIC_NANOS).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    out.write(header.putInt(SNAP_LENGTH).putInt(LINK_TYPE_RAW).array());
  }

  void opened(long nanos, Address from, Address to) throws IOException {
    Stream stream = stream(from, to);
    if (stream.open) {
      return;
    }
    stream.open = true;
    segment(nanos, from, to, SYN, new byte[0]);
    segment(nanos, to, from, SYN | ACK, new byte[0]);
    segment(nanos, from, to, ACK, new byte[0]);
  }

  void refused(long nanos, Address from, Address to) throws IOException {
    segment(nanos, from, to, SYN, new byte[0]);
    segment(nanos, to, from, RST | ACK, new byte[0]);
    streams.remove(pair(from, to));
  }

  /** A request for a connection that got no answer. */
  void unanswered(long nanos, Address from, Address to) throws IOException {
    segment(nanos, from, to, SYN, new byte[0]);
    streams.remove(pair(from, to));
  }

  void closed(long nanos, Address from, Address to) throws IOException {
    Stream stream = stream(from, to);
    if (stream.open) {
      segment(nanos, from, to, FIN | ACK, new byte[0]);
      segment(nanos, to, from, FIN | ACK, new byte[0]);
      segment(nanos, from, to, ACK, new byte[0]);
    }
    streams.remove(pair(from, to));
  }

  void tcp(long nanos, Address from, Address to, byte[] payload) throws IOException {
    opened(nanos, from, to);
    for (int start = 0; start < payload.length; start += SEGMENT) {
      int end = Math.min(payload.length, start + SEGMENT);
      segment(
          nanos,
          from,
          to,
          end == payload.length ? PSH | ACK : ACK,
          Arrays.copyOfRange(payload, start, end));
      segment(nanos, to, from, ACK, new byte[0]);
    }
  }

  void udp(long nanos, Address from, Address to, byte[] payload) throws IOException {
    int length = Math.min(payload.length, MAX_DATAGRAM);
    ByteBuffer datagram = ByteBuffer.allocate(UDP_HEADER + length);
    datagram.putShort((short) from.port()).putShort((short) to.port());
    datagram.putShort((short) (UDP_HEADER + length)).putShort((short) 0).put(payload, 0, length);
    int checksum = transportChecksum(PROTOCOL_UDP, from, to, datagram.array());
    // RFC 768: a computed zero is sent as all ones.
    datagram.putShort(6, (short) (checksum == 0 ? 0xFFFF : checksum));
    packet(nanos, PROTOCOL_UDP, from, to, datagram.array());
  }

  private void segment(long nanos, Address from, Address to, int flags, byte[] payload)
      throws IOException {
    Stream stream = stream(from, to);
    int self = pair(from, to).a().equals(from) ? 0 : 1;
    int sequence = stream.sequence[self];
    int acknowledged = (flags & ACK) != 0 ? stream.sequence[1 - self] : 0;
    ByteBuffer segment = ByteBuffer.allocate(TCP_HEADER + payload.length);
    segment.putShort((short) from.port()).putShort((short) to.port());
    segment.putInt(sequence).putInt(acknowledged);
    segment.put((byte) ((TCP_HEADER / 4) << 4)).put((byte) flags).putShort((short) 0xFFFF);
    segment.putShort((short) 0).putShort((short) 0).put(payload);
    segment.putShort(16, (short) transportChecksum(PROTOCOL_TCP, from, to, segment.array()));
    stream.sequence[self] += payload.length + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
    packet(nanos, PROTOCOL_TCP, from, to, segment.array());
  }

  private void packet(long nanos, int protocol, Address from, Address to, byte[] content)
      throws IOException {
    int length = IP_HEADER + content.length;
    Instant at = epoch.plusNanos(nanos);
    ByteBuffer packet = ByteBuffer.allocate(16 + length);
    packet.putInt((int) at.getEpochSecond()).putInt(at.getNano()).putInt(length).putInt(length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) length);
    packet.putShort((short) identification++).putShort((short) 0x4000);
    packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
    packet.putInt(from.ip()).putInt(to.ip());
    byte[] bytes = packet.put(content).array();
    packet.putShort(16 + 10, (short) fold(sum(bytes, 16, IP_HEADER, 0)));
    out.write(bytes);
    out.endRecordOf(RECORD_BYTES);
  }

  private static int transportChecksum(int protocol, Address from, Address to, byte[] content) {
    long pseudo =
        (long) (from.ip() >>> 16) + (from.ip() & 0xFFFF) + (to.ip() >>> 16) + (to.ip() & 0xFFFF);
    return fold(sum(content, 0, content.length, pseudo + protocol + content.length));
  }

  private static long sum(byte[] bytes, int offset, int length, long start) {
    long sum = start;
    for (int i = 0; i < length; i++) {
      sum += (long) (bytes[offset + i] & 0xFF) << ((i & 1) == 0 ? 8 : 0);
    }
    return sum;
  }

  /** The ones' complement of the ones' complement sum (RFC 1071). */
  private static int fold(long sum) {
    long rest = sum;
    while (rest >>> 16 != 0) {
      rest = (rest & 0xFFFF) + (rest >>> 16);
    }
    return (int) ~rest & 0xFFFF;
  }

  private Stream stream(Address from, Address to) {
    return streams.computeIfAbsent(pair(from, to), pair -> new Stream());
  }

  private static Pair pair(Address x, Address y) {
    boolean inOrder = x.ip() != y.ip() ? x.ip() < y.ip() : x.port() <= y.port();
    return inOrder ? new Pair(x, y) : new Pair(y, x);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
