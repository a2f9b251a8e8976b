// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.chain.ChainedFile;
import dev.dcmrig.evidence.chain.ScenarioChain;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * {@code network.jsonl} and {@code network.pcap} of a scenario. A payload that is UTF-8 is kept as
 * {@code text}, another as {@code base64}; of RTP (RFC 3550) the lines keep the header's fields and
 * a CRC-32, the capture keeps the rest. Of a SIP message with several parts or an MSD, {@code
 * parts} stand decoded beside the bytes. Files appear with the first payload.
 */
public final class NetworkJournal implements Closeable {
  public static final String LINES = "network.jsonl";
  public static final String CAPTURE = "network.pcap";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RTP_HEADER = 12;

  private final ScenarioChain chain;
  private final Instant epoch;
  private @Nullable ChainedFile lines;
  private @Nullable PcapWriter capture;

  /**
   * @param chain of the scenario: makes both files
   */
  public NetworkJournal(ScenarioChain chain, Instant epoch) {
    this.chain = chain;
    this.epoch = epoch;
  }

  /** One message, datagram or change of a connection. */
  public void add(
      long nanos, Protocol protocol, String from, String to, Delivery delivery, byte[] payload)
      throws IOException {
    ChainedFile target = lines;
    if (target == null) {
      target = chain.file(LINES);
      lines = target;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("t", nanos);
    line.put("protocol", protocol.name());
    line.put("from", from);
    line.put("to", to);
    line.put("delivery", delivery.name());
    if (protocol == Protocol.RTP && payload.length >= RTP_HEADER) {
      rtp(line, payload);
    } else if (protocol == Protocol.MQTT) {
      mqtt(line, payload);
    } else {
      String text = text(payload);
      if (text != null) {
        line.put("text", text);
      } else {
        if (protocol != Protocol.RTP) {
          line.put("head", head(payload));
        }
        line.put("base64", Base64.getEncoder().encodeToString(payload));
      }
      List<Object> parts = protocol == Protocol.SIP ? MessageParts.beside(payload) : List.of();
      if (!parts.isEmpty()) {
        line.put("parts", parts);
      }
    }
    target.write(JSON.writeValueAsBytes(line));
    target.write('\n');
    target.endRecord();
    capture(nanos, protocol, plain(Address.of(from)), plain(Address.of(to)), delivery, payload);
  }

  private static void rtp(Map<String, Object> line, byte[] payload) {
    ByteBuffer header = ByteBuffer.wrap(payload);
    CRC32 crc = new CRC32();
    crc.update(payload);
    line.put("payloadType", header.get(1) & 0x7F);
    line.put("sequence", header.getShort(2) & 0xFFFF);
    line.put("timestamp", header.getInt(4) & 0xFFFF_FFFFL);
    line.put("ssrc", Integer.toHexString(header.getInt(8)));
    line.put("bytes", payload.length);
    line.put("crc32", Long.toHexString(crc.getValue()));
  }

  private static void mqtt(Map<String, Object> line, byte[] packet) {
    MqttPacket read = MqttPacket.of(packet);
    line.put("packet", read.type());
    if (!read.topic().isEmpty()) {
      line.put("topic", read.topic());
      line.put("text", read.payload());
    }
    line.put("base64", Base64.getEncoder().encodeToString(packet));
  }

  /** Decrypted, so under the plain protocol's port: readers then know what it is. */
  private static Address plain(Address address) {
    return switch (address.port()) {
      case 443 -> new Address(address.ip(), 80);
      case 8883 -> new Address(address.ip(), 1883);
      default -> address;
    };
  }

  private void capture(
      long nanos, Protocol protocol, Address from, Address to, Delivery delivery, byte[] payload)
      throws IOException {
    PcapWriter target = capture;
    if (target == null) {
      target = new PcapWriter(chain.file(CAPTURE), epoch);
      capture = target;
    }
    boolean delivered = delivery == Delivery.DELIVERED;
    switch (protocol) {
      case RTP -> {
        if (delivered) {
          target.udp(nanos, from, to, payload);
        }
      }
      case SIP, HTTP, MQTT, SMS -> {
        if (delivered) {
          target.tcp(nanos, from, to, payload);
        }
      }
      case CONNECTION -> {
        if (isEnd(new String(payload, StandardCharsets.UTF_8))) {
          target.closed(nanos, from, to);
        } else if (delivered) {
          target.opened(nanos, from, to);
        } else if (delivery == Delivery.REFUSED) {
          target.refused(nanos, from, to);
        } else {
          target.unanswered(nanos, from, to);
        }
      }
    }
  }

  private static boolean isEnd(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.startsWith("clos")
        || lower.startsWith("end")
        || lower.startsWith("fin")
        || lower.startsWith("lost")
        || lower.startsWith("cut")
        || lower.startsWith("reset");
  }

  /** The headers of a message with a binary body, up to the empty line. */
  private static String head(byte[] payload) {
    String latin = new String(payload, StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\r\n\r\n");
    return end < 0 ? "" : latin.substring(0, end);
  }

  private static @Nullable String text(byte[] payload) {
    for (byte b : payload) {
      if (b >= 0 && b < ' ' && b != '\r' && b != '\n' && b != '\t') {
        return null;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    ChainedFile ownLines = lines;
    PcapWriter ownCapture = capture;
    lines = null;
    capture = null;
    try {
      if (ownLines != null) {
        ownLines.close();
      }
    } finally {
      if (ownCapture != null) {
        ownCapture.close();
      }
    }
  }
}
