// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with: a body in memory, or parts of a file.
 *
 * @param file the file, whose {@code parts} are sent; none of a HEAD
 */
public record Answer(
    int status, Map<String, String> fields, Buffer body, @Nullable Path file, List<Part> parts) {
  /** A part of a file; {@code before} are the bytes that come before it. */
  public record Part(Buffer before, long offset, long length) {}

  private static final String TYPE = "Content-Type";

  public Answer {
    // In their order: what goes over the wire is the same in each run.
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    parts = List.copyOf(parts);
  }

  /** A status without a body. */
  public static Answer of(int status) {
    return new Answer(status, Map.of(), Buffer.buffer(), null, List.of());
  }

  /** Bytes of a type. */
  public static Answer of(int status, String type, byte[] body) {
    return new Answer(status, Map.of(TYPE, type), Buffer.buffer(body), null, List.of());
  }

  /** The same with one more field. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Answer(status, more, body, file, parts);
  }

  /** How many bytes its body has. */
  public long length() {
    if (file == null) {
      return body.length();
    }
    return parts.stream().mapToLong(part -> part.before().length() + part.length()).sum()
        + body.length();
  }
}
