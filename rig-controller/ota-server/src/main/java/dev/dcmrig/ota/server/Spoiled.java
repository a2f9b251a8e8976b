// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import dev.dcmrig.ota.http.Answer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as a fault makes it. */
final class Spoiled {
  private Spoiled() {}

  static Answer by(OtaFault fault, Answer answer) {
    return switch (fault.kind()) {
      case FLIP -> flipped(answer, fault.number());
      case IGNORE_RANGE -> whole(answer);
      case OTHER_TAG ->
          answer.fields().containsKey("ETag") ? answer.with("ETag", "\"other\"") : answer;
      default -> answer;
    };
  }

  private static Answer flipped(Answer answer, long place) {
    Path file = answer.file();
    if (file == null) {
      if (place >= answer.body().length()) {
        return answer;
      }
      Buffer body = answer.body().copy();
      body.setByte((int) place, (byte) ~body.getByte((int) place));
      return new Answer(answer.status(), answer.fields(), body, null, List.of());
    }
    List<Answer.Part> parts = new ArrayList<>();
    long before = 0;
    for (Answer.Part part : answer.parts()) {
      long at = place - before - part.before().length();
      before += part.before().length() + part.length();
      if (at < 0 || at >= part.length()) {
        parts.add(part);
        continue;
      }
      byte wrong = (byte) ~byteAt(file, part.offset() + at);
      parts.add(new Answer.Part(part.before(), part.offset(), at));
      parts.add(
          new Answer.Part(
              Buffer.buffer(new byte[] {wrong}), part.offset() + at + 1, part.length() - at - 1));
    }
    return new Answer(answer.status(), answer.fields(), answer.body(), file, parts);
  }

  private static byte byteAt(Path file, long place) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, place);
      return one.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer whole(Answer answer) {
    String range = answer.fields().get("Content-Range");
    if (answer.file() == null || range == null) {
      return answer;
    }
    Map<String, String> fields = new LinkedHashMap<>(answer.fields());
    fields.remove("Content-Range");
    long size = Long.parseLong(range.substring(range.indexOf('/') + 1));
    return new Answer(
        200,
        fields,
        Buffer.buffer(),
        answer.file(),
        List.of(new Answer.Part(Buffer.buffer(), 0, size)));
  }
}
