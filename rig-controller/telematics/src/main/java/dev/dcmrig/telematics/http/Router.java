// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dcmrig.telematics.http.Routes.Route;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds who answers a request, and holds back what must not get there: unknown paths (404), unknown
 * methods (405), strangers (401), wrong roles and other owners (403), bodies that are no JSON
 * object, too deep, too long or of another form (400, 413), and too many requests (429).
 */
public final class Router {
  /** No request of this API is longer. */
  public static final int MAX_BODY_BYTES = 64 * 1024;

  private static final int MAX_DEPTH = 32;
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

  /** What may stand in a variable of a path. */
  private static final String SEGMENT = "([A-Za-z0-9._-]{1,64})";

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_BODY_BYTES)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private record Compiled(Route route, Pattern pattern, List<String> names) {}

  private final List<Compiled> routes;
  private final Object lock;
  private final RequestLimit limit;
  private final Routes.OwnerGate gate;

  /**
   * @param lock held while a route answers
   */
  public Router(Routes routes, Object lock, RequestLimit limit) {
    this.limit = limit;
    this.gate = routes.gate();
    this.routes = routes.all().stream().map(Router::compile).toList();
    this.lock = lock;
  }

  private static Compiled compile(Route route) {
    List<String> names =
        VARIABLE.matcher(route.template()).results().map(match -> match.group(1)).toList();
    String pattern =
        VARIABLE.matcher(route.template()).replaceAll(Matcher.quoteReplacement(SEGMENT));
    return new Compiled(route, Pattern.compile(pattern), names);
  }

  /**
   * Answers a request.
   *
   * @param role null for somebody unknown
   * @param name the VIN of a DCM's certificate, or the owner whose app asks; else empty
   * @param target path and query; no route reads a query
   */
  public ApiAnswer answer(
      @Nullable Role role, String name, String method, String target, String key, byte[] body) {
    if (!limit.admits(role)) {
      return ApiAnswer.refused(429, "too-many-requests");
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    boolean known = false;
    for (Compiled compiled : routes) {
      Matcher matcher = compiled.pattern.matcher(path);
      if (matcher.matches()) {
        known = true;
        if (compiled.route.method().equals(method)) {
          return answer(compiled, matcher, role, name, key, body);
        }
      }
    }
    return known ? ApiAnswer.refused(405, "method-not-allowed") : ApiAnswer.refused(404, "unknown");
  }

  private ApiAnswer answer(
      Compiled compiled,
      Matcher matcher,
      @Nullable Role role,
      String name,
      String key,
      byte[] body) {
    if (role == null) {
      return ApiAnswer.refused(401, "not-authenticated");
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int index = 0; index < compiled.names.size(); index++) {
      variables.put(compiled.names.get(index), matcher.group(index + 1));
    }
    if (!compiled.route.roles().contains(role)
        || (role == Role.DCM && !name.equals(variables.get("vin")))) {
      return ApiAnswer.refused(403, "role-not-allowed");
    }
    if (role == Role.OWNER_APP && !name.isEmpty() && !isOpen(name, variables)) {
      return ApiAnswer.refused(403, "not-the-owner");
    }
    if (body.length > MAX_BODY_BYTES) {
      return ApiAnswer.refused(413, "body-too-long");
    }
    JsonNode json = MissingNode.getInstance();
    if (!compiled.route.method().equals("GET")) {
      JsonNode read = read(body);
      if (read == null) {
        return ApiAnswer.refused(400, "body-is-no-json-object");
      }
      json = read;
      BodyForm form = Forms.of(compiled.route.method(), compiled.route.template());
      String refusal = form == null ? "" : form.refusalOf(json);
      if (!refusal.isEmpty()) {
        return ApiAnswer.refused(400, refusal);
      }
    }
    ApiCall call = new ApiCall(role, variables, json, key);
    synchronized (lock) {
      return compiled.route.handler().answer(call);
    }
  }

  private boolean isOpen(String owner, Map<String, String> variables) {
    synchronized (lock) {
      return gate.isOpen(owner, variables);
    }
  }

  private static @Nullable JsonNode read(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode node = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      return node != null && node.isObject() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
