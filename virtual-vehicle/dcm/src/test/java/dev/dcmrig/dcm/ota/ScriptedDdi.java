// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.tls.Trust;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of the DDI API v1 with one controller, as a test scripts it: no modem, no TLS. Does not
 * simulate: tokens, quotas, whole answers without a range.
 */
final class ScriptedDdi implements Trust {
  static final String HOST = "ota.dcmrig.example";
  static final String BASE = "/default/controller/v1/VIN";
  private static final Pattern RANGE = Pattern.compile("Range: bytes=([0-9]+)-([0-9]+)");

  /** First lines of the requests. */
  final List<String> requests = new ArrayList<>();

  /** First bytes of the ranges that were asked for. */
  final List<Integer> ranges = new ArrayList<>();

  /** {@code execution finished details} of each feedback. */
  final List<String> feedback = new ArrayList<>();

  String attributes = "";
  String lastHead = "";
  String action = "";
  String version = "2.0.0";
  String update = "forced";
  String link = "https://" + HOST + "/artifact";
  String sleep = "00:10:00";
  String cancel = "";
  boolean confirmation;

  /** Whether each poll has a link to the resource of confirmations, as hawkBit's has. */
  boolean autoConfirm;

  byte[] image = new byte[0];
  String sha256 = "";
  String etag = "\"one\"";
  boolean coverage = true;

  /** Of each answer to the image only the first half comes. */
  boolean stalls;

  /** So many bytes more than asked for come with each piece of the image. */
  int surplus;

  /** Chunks in place of the one with the image, as JSON; empty for that one. */
  String chunks = "";

  /** Files by their paths, beside the image. */
  final Map<String, byte[]> files = new TreeMap<>();

  /** Paths that are answered by a status. */
  final Map<String, Integer> statuses = new TreeMap<>();

  /** Answered to the image in place of it; 0: nothing stands in its place. */
  int imageStatus;

  private final DcmParts parts;
  private int connections;

  ScriptedDdi(DcmParts parts) {
    this.parts = parts;
  }

  int connections() {
    return connections;
  }

  /** Offers this image as an action. */
  void deploy(String id, byte[] offered) {
    action = id;
    image = offered;
    sha256 = java.util.HexFormat.of().formatHex(sha(offered));
  }

  static byte[] sha(byte[] bytes) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String lastFeedback() {
    return feedback.isEmpty() ? "" : feedback.get(feedback.size() - 1);
  }

  @Override
  public PublicKey ordersKey() {
    throw new UnsupportedOperationException("nothing is signed here");
  }

  @Override
  public Channel connect(Modem modem, String host, int port, Channel.Listener listener)
      throws NoNetworkException {
    if (!coverage) {
      throw new NoNetworkException("no coverage");
    }
    connections++;
    return new Connection(listener);
  }

  private final class Connection implements Channel {
    private final Listener listener;
    private boolean open = true;

    Connection(Listener listener) {
      this.listener = listener;
      parts.timeline.after(0, listener::opened);
    }

    @Override
    public void send(byte[] plain) {
      byte[] answer = answer(new String(plain, StandardCharsets.UTF_8));
      parts.timeline.after(
          1_000_000,
          () -> {
            if (open) {
              listener.received(answer);
            }
          });
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  private byte[] answer(String request) {
    String[] first = request.split(" ", 3);
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    requests.add(first[0] + " " + first[1]);
    lastHead = request.substring(0, request.indexOf("\r\n\r\n"));
    String path = first[1];
    if (path.equals(BASE)) {
      return json(controller());
    }
    if (path.equals(BASE + "/configData")) {
      attributes = body;
      return status(200);
    }
    if (path.endsWith("/feedback")) {
      return feedback(path, body);
    }
    if (path.startsWith(BASE + "/cancelAction/")) {
      return json("{\"id\":\"" + cancel + "\",\"cancelAction\":{\"stopId\":\"" + action + "\"}}");
    }
    if (path.equals(BASE + "/confirmationBase")) {
      return json("{\"autoConfirm\":{\"active\":false},\"_links\":{}}");
    }
    if (path.startsWith(BASE + "/")) {
      return json(deployment(path.contains("confirmationBase") ? "confirmation" : "deployment"));
    }
    Integer instead = statuses.get(path);
    if (instead != null) {
      return status(instead);
    }
    byte[] file = files.get(path);
    return image(request, file == null ? image : file);
  }

  /** A chunk for an ECU behind the DCM; its files are had from here. */
  String ecuChunk(String ecu, String version, Map<String, byte[]> artifacts) {
    return chunk("ecu", ecu, version, artifacts);
  }

  /** A chunk of some part; its files are had from here. */
  String chunk(String part, String name, String version, Map<String, byte[]> artifacts) {
    List<String> all = new ArrayList<>();
    artifacts.forEach(
        (file, bytes) -> {
          files.put("/" + file, bytes);
          all.add(
              String.format(
                  Locale.ROOT,
                  "{\"filename\":\"%s\",\"hashes\":{\"sha256\":\"%s\"},\"size\":%d,"
                      + "\"_links\":{\"download\":{\"href\":\"https://%s/%s\"}}}",
                  file,
                  java.util.HexFormat.of().formatHex(sha(bytes)),
                  bytes.length,
                  HOST,
                  file));
        });
    return String.format(
        Locale.ROOT,
        "{\"part\":\"%s\",\"version\":\"%s\",\"name\":\"%s\",\"artifacts\":[%s]}",
        part,
        version,
        name,
        String.join(",", all));
  }

  private byte[] feedback(String path, String body) {
    if (path.contains("/confirmationBase/")) {
      feedback.add(field(body, "confirmation"));
      if (body.contains("confirmed")) {
        confirmation = false;
      }
      return status(200);
    }
    String execution = field(body, "execution");
    feedback.add(
        (path.contains("/cancelAction/") ? "cancel " : "")
            + execution
            + " "
            + field(body, "finished")
            + " "
            + body.replaceAll("(?s).*\"details\":\\[\"(.*)\"\\].*", "$1"));
    if (path.contains("/cancelAction/")) {
      cancel = "";
      action = execution.equals("closed") ? "" : action;
    } else if (execution.equals("closed")) {
      action = "";
    }
    return status(200);
  }

  private static String field(String json, String name) {
    return json.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
  }

  private String controller() {
    List<String> links = new ArrayList<>();
    if (attributes.isEmpty()) {
      links.add(link("configData", "configData"));
    }
    if (autoConfirm) {
      links.add(link("confirmationBase", "confirmationBase"));
    }
    if (!cancel.isEmpty()) {
      links.add(link("cancelAction", "cancelAction/" + cancel));
    } else if (!action.isEmpty()) {
      String resource = confirmation ? "confirmationBase" : "deploymentBase";
      links.add(link(resource, resource + "/" + action + "?c=1"));
    }
    return "{\"config\":{\"polling\":{\"sleep\":\""
        + sleep
        + "\"}},\"_links\":{"
        + String.join(",", links)
        + "}}";
  }

  private static String link(String name, String path) {
    return "\"" + name + "\":{\"href\":\"https://" + HOST + BASE + "/" + path + "\"}";
  }

  private String deployment(String kind) {
    if (!chunks.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "{\"id\":\"%s\",\"%s\":{\"update\":\"%s\",\"chunks\":[%s]}}",
          action,
          kind,
          update,
          chunks);
    }
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%s\",\"%s\":{\"download\":\"forced\",\"update\":\"%s\",\"chunks\":[{\"part\":"
            + "\"os\",\"version\":\"%s\",\"name\":\"dcm\",\"artifacts\":[{\"filename\":\"f\","
            + "\"hashes\":{\"sha256\":\"%s\"},\"size\":%d,\"_links\":{\"download\":{\"href\":"
            + "\"%s\"}}}]}]}}",
        action,
        kind,
        update,
        version,
        sha256,
        image.length,
        link);
  }

  private byte[] image(String request, byte[] file) {
    if (imageStatus != 0) {
      return status(imageStatus);
    }
    Matcher range = RANGE.matcher(request);
    if (!range.find()) {
      throw new AssertionError("the image was asked for without a range: " + request);
    }
    if (request.contains("If-Range: ") && !request.contains("If-Range: " + etag)) {
      ranges.add(-1);
      return head(200, file.length, "ETag: " + etag, file);
    }
    int from = Integer.parseInt(range.group(1));
    int to = Math.min(Integer.parseInt(range.group(2)) + 1, file.length);
    ranges.add(from);
    byte[] whole =
        head(
            206,
            to - from + surplus,
            "ETag: "
                + etag
                + "\r\nContent-Range: bytes "
                + from
                + "-"
                + (to - 1)
                + "/"
                + file.length,
            Arrays.copyOfRange(file, from, to + surplus));
    return stalls ? Arrays.copyOf(whole, whole.length / 2) : whole;
  }

  private static byte[] head(int status, int length, String headers, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ("HTTP/1.1 " + status + " X\r\nContent-Length: " + length + "\r\n" + headers + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] json(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return head(200, body.length, "Content-Type: application/hal+json", body);
  }

  private static byte[] status(int status) {
    return head(status, 0, "X: y", new byte[0]);
  }
}
