// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.network.wire.HttpMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a DCM asks for the pieces of a file of the update server (docs/DCM-INTERFACE.md, 2.9). On the
 * timeline's thread.
 *
 * <ol>
 *   <li>By ranges of at most 64 KiB, each of which begins at a multiple of that.
 *   <li>Behind the first piece with {@code If-Range} and the strong validator that came with the
 *       piece before (RFC 9110 13.1.5); where that was none, without.
 * </ol>
 */
final class PieceConduct {
  private static final int PIECE_BYTES = 64 * 1024;
  private static final String FILES = "/artifacts/";
  private static final String TAG = "etag:";
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

  /** The strong validator that came last with a piece of a file; empty when there was none. */
  private final Map<String, String> tags = new HashMap<>();

  /** What is wrong with a request; nothing, if it is not for a piece. */
  List<String> wrongs(String vin, HttpMessage request) {
    List<String> wrongs = new ArrayList<>();
    if (!request.method().equals("GET") || !request.target().contains(FILES)) {
      return wrongs;
    }
    Matcher range = RANGE.matcher(request.field("Range").strip());
    if (!range.matches()) {
      wrongs.add("a file is asked for without a range: '" + request.field("Range") + "'");
      return wrongs;
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    if (first % PIECE_BYTES != 0 || last < first || last - first >= PIECE_BYTES) {
      wrongs.add("a range that is no piece of 64 KiB: " + range.group());
    }
    String expected = tags.get(vin + " " + request.target());
    String told = request.field("If-Range").strip();
    if (first > 0 && expected != null && !told.equals(expected)) {
      wrongs.add("a later piece with If-Range '" + told + "', expected '" + expected + "'");
    }
    return wrongs;
  }

  /** The DCM has been sent all of an answer. */
  void answered(String vin, String target, byte[] answer) {
    if (target.contains(FILES) && isPiece(answer)) {
      tags.put(vin + " " + target, strongTag(answer));
    }
  }

  /** An error is no piece: what its answer lacks says nothing of the file. */
  private static boolean isPiece(byte[] answer) {
    String line = new String(answer, 0, Math.min(answer.length, 13), StandardCharsets.ISO_8859_1);
    return line.startsWith("HTTP/1.1 200") || line.startsWith("HTTP/1.1 206");
  }

  private static String strongTag(byte[] answer) {
    for (String line : new String(answer, StandardCharsets.ISO_8859_1).split("\r\n")) {
      if (line.isEmpty()) {
        break;
      }
      if (line.regionMatches(true, 0, TAG, 0, TAG.length())) {
        String tag = line.substring(TAG.length()).strip();
        return tag.startsWith("\"") ? tag : "";
      }
    }
    return "";
  }
}
