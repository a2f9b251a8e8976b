// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.common.InvalidInputException;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.api.edge.EdgeHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The mappings of {@code hil-configs/wiremock/mappings}, checked. They say what a fault of an
 * answer looks like, and hand everything else to the service. Nothing may answer in the service's
 * place: a verdict about a service would be one about a file.
 */
public final class ServiceMappings {
  /** Mappings of all files; those of the rig are a dozen. */
  static final int MAX_MAPPINGS = 500;

  private static final String TRANSFORMER = "service";

  /** What a mapping may say of its answer: nothing that takes time or comes from elsewhere. */
  private static final Set<String> RESPONSE_KEYS =
      Set.of("status", "headers", "body", "transformers");

  /** The faults of an answer that are played here; the others are the link's. */
  private static final List<Fault> PLAYED =
      Arrays.stream(Fault.values()).filter(fault -> fault.place() == Place.ANSWER).toList();

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * One file of mappings.
   *
   * @param shown the file as messages name it
   */
  public record Source(String shown, String text) {}

  /**
   * What is wrong with a file.
   *
   * @param line from 1; 0 when the whole file is meant
   */
  public record Problem(String file, int line, String what, String remedy) {}

  private final List<StubMapping> stubs = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> faults = new TreeSet<>();
  private boolean service;

  private ServiceMappings() {}

  /**
   * Reads and checks mappings; what is wrong with them is in {@link #problems}.
   *
   * @param folder as messages name it
   */
  public static ServiceMappings read(String folder, List<Source> files) {
    ServiceMappings mappings = new ServiceMappings();
    files.forEach(mappings::read);
    if (mappings.problems.isEmpty()) {
      mappings.checkWhole(folder);
    }
    return mappings;
  }

  /** Empty when the mappings can be used. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** In the order of the files. */
  List<StubMapping> stubs() {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("mappings with problems can't be used: " + problems);
    }
    return List.copyOf(stubs);
  }

  private void read(Source source) {
    try (JsonParser parser = JSON.createParser(source.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        wrong(source, 1, "is empty or no JSON object", FORM);
        return;
      }
      int before = stubs.size();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        if (!key.equals("mappings") || parser.nextToken() != JsonToken.START_ARRAY) {
          wrong(source, line, "'" + key + "' is no list of mappings", FORM);
          return;
        }
        list(source, parser);
      }
      if (parser.nextToken() != null) {
        wrong(source, parser.currentTokenLocation().getLineNr(), "goes on after its end", FORM);
      } else if (stubs.size() == before && problems.isEmpty()) {
        wrong(source, 0, "holds no mapping", FORM);
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      wrong(source, at == null ? 0 : at.getLineNr(), e.getOriginalMessage(), "write JSON");
    } catch (IOException e) {
      throw new IllegalStateException("a text can't be read", e);
    }
  }

  private static final String FORM = "write {\"mappings\": [ ... ]}";

  private void list(Source source, JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int line = parser.currentTokenLocation().getLineNr();
      JsonNode mapping = JSON.readTree(parser);
      if (stubs.size() == MAX_MAPPINGS) {
        wrong(source, line, "there are more than " + MAX_MAPPINGS + " mappings", "keep fewer");
        return;
      }
      one(source, line, mapping);
    }
  }

  private void one(Source source, int line, JsonNode mapping) {
    JsonNode response = mapping.path("response");
    if (!mapping.path("request").isObject() || !response.isObject()) {
      wrong(source, line, "a mapping without request and response", "write both");
      return;
    }
    for (Iterator<String> keys = response.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!RESPONSE_KEYS.contains(key)) {
        String allowed = String.join(", ", new TreeSet<>(RESPONSE_KEYS));
        wrong(source, line, "'response." + key + "' is not played", "there are: " + allowed);
        return;
      }
    }
    String fault = fault(mapping);
    boolean ours = mapping.at("/response/transformers/0").asText().equals(TRANSFORMER);
    if (fault == null && !ours) {
      wrong(
          source,
          line,
          "answers in place of the service",
          "name the transformer 'service', or wait for " + EdgeHeaders.FAULT + " by equalTo");
      return;
    }
    if (fault != null && !isPlayed(fault)) {
      wrong(source, line, "there is no fault '" + fault + "' of an answer", "one of " + PLAYED);
      return;
    }
    try {
      stubs.add(Json.read(mapping.toString(), StubMapping.class));
    } catch (InvalidInputException e) {
      wrong(source, line, e.getErrors().first().getDetail(), "write a mapping of WireMock 3");
      return;
    }
    if (fault != null && !ours) {
      faults.add(fault);
    }
    service |= ours && isForEveryRequest(mapping.path("request"));
  }

  private static @Nullable String fault(JsonNode mapping) {
    return mapping
        .path("request")
        .path("headers")
        .path(EdgeHeaders.FAULT)
        .path("equalTo")
        .textValue();
  }

  private static boolean isPlayed(String fault) {
    return PLAYED.stream().anyMatch(each -> each.name().equals(fault));
  }

  private static boolean isForEveryRequest(JsonNode request) {
    for (Iterator<String> keys = request.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      boolean all =
          switch (key) {
            case "method" -> request.path(key).asText().equals("ANY");
            case "urlPattern", "urlPathPattern" ->
                Set.of("/.*", ".*").contains(request.path(key).asText());
            default -> false;
          };
      if (!all) {
        return false;
      }
    }
    return true;
  }

  private void checkWhole(String folder) {
    if (!service) {
      problems.add(
          new Problem(
              folder,
              0,
              "no mapping hands every request to the service",
              "write one with method ANY, urlPattern /.* and the transformer 'service'"));
    }
    for (Fault fault : PLAYED) {
      if (!faults.contains(fault.name())) {
        problems.add(
            new Problem(
                folder,
                0,
                "no mapping says what the fault " + fault + " looks like",
                "write one that waits for " + EdgeHeaders.FAULT + " by equalTo"));
      }
    }
  }

  private void wrong(Source source, int line, String what, String remedy) {
    problems.add(new Problem(source.shown(), line, what, remedy));
  }
}
