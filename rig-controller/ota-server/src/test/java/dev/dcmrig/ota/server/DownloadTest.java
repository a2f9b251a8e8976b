// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.sim.Seed;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts over a socket (RFC 9110 13 and 14). */
class DownloadTest {
  @TempDir static Path folder;
  private static final byte[] IMAGE = image(300_000);
  private static ServerFixture fixture;
  private static ServerFixture.Device device;
  private static String path;
  private static String tag;

  private static byte[] image(int size) {
    byte[] image = new byte[size];
    Seed.Stream stream = Seed.of(3).stream();
    for (int index = 0; index < size; index++) {
      image[index] = (byte) stream.nextInt(256);
    }
    return image;
  }

  @BeforeAll
  static void open() {
    fixture = new ServerFixture(folder);
    device = fixture.device("CAR");
    fixture.core.actions().assign("CAR", fixture.set("1", IMAGE), UpdatePolicy.FORCED);
    var artifact =
        ServerFixture.json(device.send("GET", device.link("deploymentBase"), ""))
            .at("/deployment/chunks/0/artifacts/0");
    path = artifact.at("/_links/download/href").asText();
    tag = "\"" + artifact.at("/hashes/sha256").asText() + "\"";
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static HttpResponse<byte[]> get(String... fields) {
    return device.send("GET", path, "", fields);
  }

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void aHeadSaysWhatAGetWouldBring() {
    HttpResponse<byte[]> head = device.send("HEAD", path, "");
    assertEquals(200, head.statusCode());
    assertEquals(0, head.body().length);
    assertEquals("300000", field(head, "Content-Length"));
    assertEquals("bytes", field(head, "Accept-Ranges"));
    assertEquals(tag, field(head, "ETag"));
    assertEquals("attachment; filename=\"image.bin\"", field(head, "Content-Disposition"));
    HttpResponse<byte[]> whole = get();
    assertArrayEquals(IMAGE, whole.body());
    for (String name : new String[] {"Content-Length", "ETag", "Last-Modified", "Content-Type"}) {
      assertEquals(field(head, name), field(whole, name), name);
    }
  }

  @Test
  void aDownloadThatWasCutGoesOnWhereItStopped() {
    HttpResponse<byte[]> rest = get("Range", "bytes=123456-", "If-Range", tag);
    assertEquals(206, rest.statusCode());
    assertEquals("bytes 123456-299999/300000", field(rest, "Content-Range"));
    assertArrayEquals(Arrays.copyOfRange(IMAGE, 123_456, 300_000), rest.body());
    HttpResponse<byte[]> byDate =
        get("Range", "bytes=299999-", "If-Range", field(rest, "Last-Modified"));
    assertEquals(206, byDate.statusCode());
  }

  @Test
  void aPartOfOtherBytesIsNotGoneOnWith() {
    for (String other : new String[] {"\"other\"", "W/" + tag, "Mon, 01 Jan 2024 00:00:00 GMT"}) {
      HttpResponse<byte[]> whole = get("Range", "bytes=1-", "If-Range", other);
      assertEquals(200, whole.statusCode(), other);
      assertEquals(IMAGE.length, whole.body().length);
    }
    assertEquals(412, get("If-Match", "\"other\"", "Range", "bytes=0-0").statusCode());
    assertEquals(200, get("If-Match", "\"other\", " + tag).statusCode());
    assertEquals(304, get("If-None-Match", tag).statusCode());
    assertEquals(304, get("If-None-Match", "\"other\", W/" + tag).statusCode());
    assertEquals(412, get("If-Match", "W/" + tag).statusCode());
    assertEquals(200, get("If-None-Match", "\"other\"").statusCode());
  }

  @Test
  void severalRangesComeAsParts() {
    HttpResponse<byte[]> parts = get("Range", "bytes=0-9,299990-");
    assertEquals(206, parts.statusCode());
    String type = field(parts, "Content-Type");
    String boundary = type.substring(type.indexOf("boundary=") + 9);
    String text = new String(parts.body(), StandardCharsets.ISO_8859_1);
    String expected =
        part(boundary, 0, 10) + part(boundary, 299_990, 300_000) + "\r\n--" + boundary + "--\r\n";
    assertEquals(expected, text);
    HttpResponse<byte[]> head = device.send("HEAD", path, "", "Range", "bytes=0-9,299990-");
    // RFC 9110 14.2: a range counts for GET only.
    assertEquals(200, head.statusCode());
    assertEquals("300000", field(head, "Content-Length"));
  }

  private static String part(String boundary, int from, int to) {
    return "\r\n--"
        + boundary
        + "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes "
        + from
        + "-"
        + (to - 1)
        + "/300000\r\n\r\n"
        + new String(Arrays.copyOfRange(IMAGE, from, to), StandardCharsets.ISO_8859_1);
  }

  @Test
  void rangesBeyondTheEndAndTooManyAreRefusedAndOthersAreServedAfter() {
    HttpResponse<byte[]> beyond = get("Range", "bytes=300000-");
    assertEquals(416, beyond.statusCode());
    assertEquals("bytes */300000", field(beyond, "Content-Range"));
    String thousand =
        IntStream.range(0, 1_000)
            .mapToObj(i -> i * 2 + "-" + i * 2)
            .collect(Collectors.joining(","));
    int status = get("Range", "bytes=" + thousand.substring(0, 7_000) + "1").statusCode();
    assertEquals(416, status);
    assertEquals(431, get("Range", "bytes=" + thousand).statusCode());
    assertEquals(206, get("Range", "bytes=0-0").statusCode());
  }

  @Test
  void aStreamingInstallerMayAskForThousandsOfSmallRanges() {
    for (int index = 0; index < 2_000; index++) {
      HttpResponse<byte[]> one = get("Range", "bytes=" + index + "-" + index);
      assertEquals(206, one.statusCode());
      assertEquals(IMAGE[index], one.body()[0]);
    }
  }

  @Test
  void theSumIsTheOneThatMd5sumWrites() {
    HttpResponse<byte[]> sum = device.send("GET", path + ".MD5SUM", "");
    String text = new String(sum.body(), StandardCharsets.UTF_8);
    assertTrue(text.matches("[0-9a-f]{32}  image\\.bin"), text);
  }

  @Test
  void anArtifactThatNoUpdateOfTheTargetHasIsNotThere() {
    ServerFixture.Device other = fixture.device("OTHER");
    assertEquals(404, other.send("GET", path.replace("/CAR/", "/OTHER/"), "").statusCode());
    assertEquals(401, other.send("GET", path, "").statusCode());
    assertEquals(404, device.send("GET", path + "x", "").statusCode());
    assertEquals(
        404,
        device.send("GET", path.replace("image.bin", "image.bin.MD5SUM.MD5SUM"), "").statusCode());
  }
}
