// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Event;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeParseEventException;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a body with Apache James Mime4J, from memory and to its end: no I/O, no
 * thread. Parts of parts come in their place; base64 and quoted-printable are decoded.
 */
final class PartReader {
  /** Deeper nesting is refused. */
  private static final int MAX_DEPTH = 5;

  private static final int MAX_LINE_BYTES = 64 * 1024;
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setMaxLineLen(MAX_LINE_BYTES)
          .setMaxHeaderLen(MAX_HEADER_BYTES)
          .setMaxHeaderCount(Multipart.MAX_PART_HEADERS)
          .build();

  private final Strict strict = new Strict();
  private final MimeTokenStream stream;
  private final List<MimePart> parts = new ArrayList<>();
  private Map<String, String> headers = new LinkedHashMap<>();
  private int depth;

  private PartReader() {
    stream = new MimeTokenStream(CONFIG, strict, new Fields(), null);
    // Multipart in multipart is opened, a message in a message is not.
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
  }

  /**
   * Refuses what would change the content: a body that was cut, base64 that ends inside a byte, a
   * header that is none. Otherwise the parser would put up with it in silence.
   */
  private static final class Strict extends DecodeMonitor {
    /** Not each decoder stops when it is told to. */
    private @Nullable String problem;

    @Override
    public boolean warn(String error, String dropped) {
      // RFC 2045 6.8: characters outside of the alphabet are passed over.
      boolean strayCharacter = error.startsWith("Unexpected base64 byte");
      boolean blankBeforeColon = error.equals(Event.OBSOLETE_HEADER.toString());
      boolean refused = !strayCharacter && !blankBeforeColon;
      if (refused) {
        problem = error;
      }
      return refused;
    }

    @Override
    public boolean isListening() {
      return true;
    }
  }

  /** A part may begin with an empty line: it has no header then, which the parser calls invalid. */
  private static final class Fields extends DefaultFieldBuilder {
    Fields() {
      super(MAX_HEADER_BYTES);
    }

    @Override
    public @Nullable RawField build() throws org.apache.james.mime4j.MimeException {
      RecycledByteArrayBuffer raw = getRaw();
      return raw == null || raw.length() == 0 ? null : super.build();
    }
  }

  static List<MimePart> read(String contentType, byte[] body) throws MimeException {
    return new PartReader().parts(contentType, body);
  }

  private List<MimePart> parts(String contentType, byte[] body) throws MimeException {
    try {
      stream.parseHeadless(new ByteArrayInputStream(body), contentType);
      // Bounded: each step takes bytes of the body or leaves a level of it.
      EntityState state = stream.getState();
      while (state != EntityState.T_END_OF_STREAM) {
        take(state);
        state = stream.next();
      }
    } catch (MimeParseEventException e) {
      throw new MimeException(
          e.getEvent().equals(Event.MIME_BODY_PREMATURE_END)
              ? "the body ends without its last delimiter: it was cut, or the boundary is another"
              : "a part is malformed: " + e.getMessage());
    } catch (org.apache.james.mime4j.MimeException e) {
      throw new MimeException("the body is no good multipart body: " + e.getMessage());
    } catch (IOException e) {
      throw new MimeException("a part can't be decoded: " + e.getMessage());
    }
    if (parts.isEmpty()) {
      throw new MimeException("a multipart body without parts");
    }
    return parts;
  }

  private void take(EntityState state) throws MimeException, IOException {
    switch (state) {
      case T_START_MULTIPART -> {
        depth++;
        if (depth > MAX_DEPTH) {
          throw new MimeException("parts are nested more than " + MAX_DEPTH + " levels deep");
        }
      }
      case T_END_MULTIPART -> depth--;
      case T_START_BODYPART, T_START_HEADER -> headers = new LinkedHashMap<>();
      case T_FIELD -> field(stream.getField());
      case T_BODY -> {
        parts.add(new MimePart(headers, stream.getDecodedInputStream().readAllBytes()));
        if (strict.problem != null) {
          throw new MimeException("a part can't be decoded: " + strict.problem);
        }
        if (parts.size() > Multipart.MAX_PARTS) {
          throw new MimeException("more than " + Multipart.MAX_PARTS + " parts");
        }
      }
      default -> {}
    }
  }

  /** The first of two of a name counts. */
  private void field(Field field) {
    String value = field.getBody() == null ? "" : field.getBody();
    headers.putIfAbsent(field.getName().strip(), value.replaceAll("\\r?\\n", "").strip());
  }
}
