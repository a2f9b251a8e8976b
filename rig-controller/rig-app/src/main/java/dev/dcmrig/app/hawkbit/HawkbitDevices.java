// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.hawkbit;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.ddi.Identity;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.http.HttpProblem;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * hawkBit's DDI API, as devices behind the radio link meet it. Where their TLS ends it is known
 * which device asks; to hawkBit that device's own token is shown. Links in documents lead back
 * through the radio link.
 */
final class HawkbitDevices implements HttpEdge {
  private static final int CONTROLLER = 3;
  private static final List<String> ASKED =
      List.of("Accept", "Content-Type", "Range", "If-Range", "If-None-Match", "If-Match");
  private static final List<String> ANSWERED =
      List.of(
          "Content-Type",
          "ETag",
          "Accept-Ranges",
          "Content-Range",
          "Last-Modified",
          "Content-Disposition");
  private static final List<String> PARAMETERS = List.of("c", "actionHistory");

  private final HttpClient client = HawkbitApi.client();
  private final HawkbitOptions options;
  private final DdiSettings devices;
  private final Identity identity;
  private final Consumer<BenchBroken> broke;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  /**
   * @param broke is told when hawkBit does not answer: a device must not be blamed for it
   */
  HawkbitDevices(
      HawkbitOptions options, DdiSettings devices, Identity identity, Consumer<BenchBroken> broke) {
    this.broke = broke;
    this.options = options;
    this.devices = devices;
    this.identity = identity;
  }

  /** From now on a device is known by its token. */
  void know(String controllerId, String token) {
    tokens.put(controllerId, token);
  }

  @Override
  public boolean isOwn(List<String> path) {
    return path.size() > CONTROLLER
        && path.get(0).equals(devices.tenant())
        && path.get(1).equals("controller");
  }

  @Override
  public Answer answer(Call call) {
    String controllerId = call.path().get(CONTROLLER);
    identity.of(call, controllerId);
    String token = tokens.get(controllerId);
    if (token == null) {
      throw new HttpProblem(404, "no such device takes updates");
    }
    HttpRequest.Builder request =
        HawkbitApi.request(options.url() + path(call) + query(call))
            .header("Authorization", "TargetToken " + token)
            .method(
                call.method(),
                call.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(call.body()));
    for (String name : ASKED) {
      String field = call.field(name);
      if (field != null) {
        request.header(name, field);
      }
    }
    try {
      return answer(HawkbitApi.answer(client, request.build(), options.url()));
    } catch (BenchBroken broken) {
      broke.accept(broken);
      throw broken;
    }
  }

  private String path(Call call) {
    return "/"
        + options.tenant()
        + call.path().stream()
            .skip(1)
            .map(part -> "/" + URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining());
  }

  private static String query(Call call) {
    String query =
        PARAMETERS.stream()
            .filter(name -> call.head().parameter(name) != null)
            .map(
                name ->
                    name
                        + "="
                        + URLEncoder.encode(
                            String.valueOf(call.head().parameter(name)), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private Answer answer(HttpResponse<byte[]> came) {
    byte[] body = came.body();
    String type = came.headers().firstValue("Content-Type").orElse("");
    if (type.contains("json")) {
      body =
          new String(body, StandardCharsets.UTF_8)
              .replace(
                  options.url() + "/" + options.tenant() + "/",
                  devices.publicAddress() + "/" + devices.tenant() + "/")
              .getBytes(StandardCharsets.UTF_8);
    }
    Answer answer =
        body.length == 0
            ? Answer.of(came.statusCode())
            : Answer.of(
                came.statusCode(), type.isEmpty() ? "application/octet-stream" : type, body);
    for (String name : ANSWERED) {
      String field = came.headers().firstValue(name).orElse("");
      if (!field.isEmpty()) {
        answer = answer.with(name, field);
      }
    }
    return answer;
  }
}
