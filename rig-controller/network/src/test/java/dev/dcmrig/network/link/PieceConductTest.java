// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests for pieces of a file, written by hand. */
class PieceConductTest {
  private static final String FILE = "/DEFAULT/controller/v1/V/softwaremodules/1/artifacts/f";
  private final PieceConduct conduct = new PieceConduct();

  private List<String> asked(String... fields) {
    String text =
        "GET " + FILE + " HTTP/1.1\r\nHost: ota\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    return conduct.wrongs("V", ReadRequest.of(text));
  }

  private void answered(String tag) {
    String text = "HTTP/1.1 206 Partial Content\r\n" + tag + "\r\nETag: \"body\"";
    conduct.answered("V", FILE, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFileIsAskedForByPieces() {
    assertEquals(List.of(), asked("Range: bytes=0-65535"));
    assertEquals(List.of(), asked("Range: bytes=65536-65540"));
    assertEquals(List.of("a file is asked for without a range: ''"), asked("X-None: 1"));
    assertEquals(
        List.of("a range that is no piece of 64 KiB: bytes=0-65536"),
        asked("Range: bytes=0-65536"));
    assertEquals(
        List.of("a range that is no piece of 64 KiB: bytes=1-65535"),
        asked("Range: bytes=1-65535"));
    assertEquals(
        List.of("a range that is no piece of 64 KiB: bytes=65536-65535"),
        asked("Range: bytes=65536-65535"));
  }

  @Test
  void aLaterPieceNamesTheFileThatTheOneBeforeWasOf() {
    answered("ETag: \"a\"\r\n");
    assertEquals(List.of(), asked("Range: bytes=0-65535"));
    assertEquals(List.of(), asked("Range: bytes=65536-65540", "If-Range: \"a\""));
    assertEquals(
        List.of("a later piece with If-Range '', expected '\"a\"'"),
        asked("Range: bytes=65536-65540"));
  }

  @Test
  void aWeakValidatorIsNotSentBack() {
    answered("etag: W/\"a\"\r\n");
    assertEquals(List.of(), asked("Range: bytes=65536-65540"));
    assertEquals(
        List.of("a later piece with If-Range 'W/\"a\"', expected ''"),
        asked("Range: bytes=65536-65540", "If-Range: W/\"a\""));
  }

  @Test
  void whatStandsBehindTheHeadIsNoField() {
    answered("Server: s\r\n");
    assertEquals(List.of(), asked("Range: bytes=65536-65540"));
  }
}
