// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

import dev.dcmrig.ecall.mime.MimeException;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.msd.DecodedMsd;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.msd.MsdException;
import dev.dcmrig.ecall.msd.MsdFault;
import dev.dcmrig.ecall.msd.MsdField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a SIP message, part by part: text as it is, a minimum set of data (EN 15722) field by
 * field beside its bytes, and of what can't be read where decoding stopped.
 */
public final class MessageParts {
  /** A body that is longer is shown up to here. */
  private static final int MAX_TEXT = 2000;

  private static final String MSD = "application/EmergencyCallData.eCall.MSD";
  private static final Pattern TYPE =
      Pattern.compile("(?im)^(?:Content-Type|c)[ \\t]*:[ \\t]*(.+?)[ \\t]*\\r?$");

  private MessageParts() {}

  /**
   * A part each, as {@code type, text} or {@code type, hex, fields, faults}; none without a body.
   */
  public static List<Object> of(byte[] message) {
    String latin = new String(message, StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\r\n\r\n");
    if (end < 0 || end + 4 >= message.length) {
      return List.of();
    }
    return parts(type(latin, end), Arrays.copyOfRange(message, end + 4, message.length));
  }

  private static String type(String latin, int end) {
    Matcher type = TYPE.matcher(latin.substring(0, end));
    return type.find() ? type.group(1) : "";
  }

  /** The same of a message that has several parts or an MSD; none of another, which is text. */
  static List<Object> beside(byte[] message) {
    String latin = new String(message, StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\r\n\r\n");
    String type = end < 0 ? "" : type(latin, end).toLowerCase(Locale.ROOT);
    boolean packed = type.startsWith("multipart/") || type.startsWith(MSD.toLowerCase(Locale.ROOT));
    return packed ? of(message) : List.of();
  }

  private static List<Object> parts(String type, byte[] body) {
    List<Object> parts = new ArrayList<>();
    try {
      for (MimePart part : Multipart.parse(type, body).parts()) {
        parts.add(part(part));
      }
    } catch (MimeException | IllegalArgumentException e) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("type", type);
      part.put("fault", "could not be read: " + e.getMessage());
      part.put("hex", hex(body));
      parts.add(part);
    }
    return parts;
  }

  private static Map<String, Object> part(MimePart part) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", part.contentType());
    if (!part.is(MSD)) {
      String text = part.text();
      data.put("text", text.substring(0, Math.min(MAX_TEXT, text.length())));
      return data;
    }
    data.put("hex", hex(part.body()));
    try {
      DecodedMsd read = MsdCodec.read(part.body());
      data.put("fields", fields(read.fields()));
      data.put("faults", read.faults().stream().map(MsdFault::toString).toList());
    } catch (MsdException e) {
      data.put("fields", fields(e.fields()));
      data.put("fault", "decoding stopped: " + e.getMessage());
    }
    return data;
  }

  private static List<Object> fields(List<MsdField> fields) {
    List<Object> all = new ArrayList<>();
    for (MsdField field : fields) {
      all.add(List.of(field.bit(), field.bits(), field.name(), field.raw(), field.meaning()));
    }
    return all;
  }

  private static String hex(byte[] bytes) {
    int shown = Math.min(bytes.length, MAX_TEXT / 2);
    return HexFormat.of().withUpperCase().formatHex(bytes, 0, shown);
  }
}
