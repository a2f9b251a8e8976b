// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import dev.dcmrig.ota.model.OtaRules;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is answered with: conditions (RFC 9110 13) and ranges (14). A condition counts before
 * a range. Nothing of the file is read here.
 */
public final class FileAnswers {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String TYPE = "application/octet-stream";

  private FileAnswers() {}

  /**
   * A file.
   *
   * @param rules what it decides by
   * @param tag strong entity tag, without quotes; never the same for other bytes
   * @param filename for {@code Content-Disposition}
   */
  public static Answer of(
      RequestHead request,
      OtaRules rules,
      Path file,
      long size,
      String tag,
      Instant modified,
      String filename) {
    String quoted = "\"" + tag + "\"";
    String date = HTTP_DATE.format(modified);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("ETag", quoted);
    fields.put("Last-Modified", date);
    fields.put("Accept-Ranges", "bytes");
    String match = request.field("If-Match");
    if (match != null && !lists(match, quoted)) {
      return new Answer(412, fields, Buffer.buffer(), null, List.of());
    }
    String noneMatch = request.field("If-None-Match");
    // RFC 9110 13.1.2: compared weakly, unlike the others.
    if (noneMatch != null && lists(noneMatch.replace("W/\"", "\""), quoted)) {
      return new Answer(304, fields, Buffer.buffer(), null, List.of());
    }
    fields.put("Content-Disposition", "attachment; filename=\"" + plain(filename) + "\"");
    // RFC 9110 14.2: a range counts for GET only.
    String range = request.method().equals("GET") ? request.field("Range") : null;
    Ranges.Wish wish =
        range == null || !applies(request.field("If-Range"), quoted, date)
            ? Ranges.of("", size)
            : Ranges.of(range, size);
    return switch (wish.kind()) {
      case WHOLE -> whole(fields, file, size);
      case UNSATISFIABLE -> {
        fields.put("Content-Range", "bytes */" + size);
        yield new Answer(416, fields, Buffer.buffer(), null, List.of());
      }
      case PARTS ->
          wish.ranges().size() == 1
              ? onePart(fields, rules, file, size, wish.ranges().get(0))
              : manyParts(fields, file, size, tag, wish.ranges());
    };
  }

  private static boolean lists(String field, String quoted) {
    return field.strip().equals("*")
        || Arrays.stream(field.split(",")).anyMatch(tag -> tag.strip().equals(quoted));
  }

  /** Whether a range counts: the part that the client has must be of the same bytes. */
  private static boolean applies(@Nullable String ifRange, String quoted, String date) {
    return ifRange == null || ifRange.strip().equals(quoted) || ifRange.strip().equals(date);
  }

  /** A name that ends no quoted string. */
  private static String plain(String filename) {
    return filename.replaceAll("[^ !#-\\[\\]-~]", "_");
  }

  private static Answer whole(Map<String, String> fields, Path file, long size) {
    fields.put("Content-Type", TYPE);
    return new Answer(
        200, fields, Buffer.buffer(), file, List.of(new Answer.Part(Buffer.buffer(), 0, size)));
  }

  private static Answer onePart(
      Map<String, String> fields, OtaRules rules, Path file, long size, Ranges.Range range) {
    fields.put("Content-Type", TYPE);
    fields.put("Content-Range", contentRange(range, size));
    return new Answer(
        206,
        fields,
        Buffer.buffer(),
        file,
        List.of(new Answer.Part(Buffer.buffer(), rules.rangeFrom(range.offset()), range.length())));
  }

  private static Answer manyParts(
      Map<String, String> fields, Path file, long size, String tag, List<Ranges.Range> ranges) {
    // Made of the content, so that the same request gets the same bytes.
    String boundary = "part-" + tag.substring(0, Math.min(24, tag.length()));
    List<Answer.Part> parts = new ArrayList<>();
    for (Ranges.Range range : ranges) {
      String head =
          "\r\n--"
              + boundary
              + "\r\nContent-Type: "
              + TYPE
              + "\r\nContent-Range: "
              + contentRange(range, size)
              + "\r\n\r\n";
      parts.add(new Answer.Part(Buffer.buffer(head), range.offset(), range.length()));
    }
    fields.put("Content-Type", "multipart/byteranges; boundary=" + boundary);
    return new Answer(206, fields, Buffer.buffer("\r\n--" + boundary + "--\r\n"), file, parts);
  }

  private static String contentRange(Ranges.Range range, long size) {
    return "bytes " + range.offset() + "-" + (range.end() - 1) + "/" + size;
  }
}
