// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code features/network/roles.feature} is made from {@code hil-configs/openapi/telematics.yaml}:
 * every operation has a row, and a step asks for every role. To make it anew: {@code mvn -pl
 * rig-controller/telematics -am test -Dtest=RolesFeatureTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}.
 */
class RolesFeatureTest {
  private static final Path ROOT = Path.of(System.getProperty("rig.root"));
  private static final Path FEATURE = ROOT.resolve("features/network/roles.feature");
  private static final Path CATALOGUE = ROOT.resolve("hil-configs/requirements/catalogue.yaml");

  private static final Map<String, String> WORDS =
      Map.of(
          "DCM", "the car's DCM",
          "OWNER_APP", "the owner's app",
          "DEALER", "dealer",
          "CUSTOMER_ASSISTANCE", "customer-assistance centre",
          "STOLEN_VEHICLE_CENTRE", "stolen-vehicle centre",
          "POLICE", "police",
          "PAYMENT_PROVIDER", "payment provider");

  private static final String HEAD =
      """
      # Made from hil-configs/openapi/telematics.yaml by RolesFeatureTest; don't edit by hand.
      Feature: Who may ask the telematics service what
        Each operation is tried by every role: the car's DCM and another's, the apps of the owner, of the owner before and of
        somebody else, each office, the payment provider, a token of nobody's, and no token. Only those in the table are answered.

        Background:
          Given the car is sold to owner-2
      """;

  /** Roles in the order of the enumeration, which is that of the step. */
  private static String askers(Operation operation) {
    List<?> roles = (List<?>) operation.getExtensions().get("x-roles");
    return List.of(Role.values()).stream()
        .filter(role -> roles.contains(role.name()))
        .map(role -> WORDS.get(role.name()))
        .collect(Collectors.joining(", "));
  }

  private static Map<String, List<String>> rows() throws IOException {
    OpenAPI file =
        new OpenAPIV3Parser().readContents(Files.readString(ServiceUnderTest.OPENAPI)).getOpenAPI();
    Map<String, List<String>> rows = new TreeMap<>();
    file.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            rows.computeIfAbsent(
                                    String.valueOf(operation.getExtensions().get("x-verifies")),
                                    id -> new ArrayList<>())
                                .add(row(method + " " + path, operation))));
    return rows;
  }

  private static String row(String operation, Operation described) {
    String words =
        Pattern.compile("\\{([a-z]+)}")
            .matcher(operation)
            .replaceAll(match -> match.group(1).toUpperCase(java.util.Locale.ROOT));
    return "        | " + words + " | " + askers(described) + " |\n";
  }

  private static String title(String id) throws IOException {
    Matcher title =
        Pattern.compile("id: " + id + "\\R\\s+title: \"([^\"]*)\"")
            .matcher(Files.readString(CATALOGUE));
    assertTrue(title.find(), () -> "x-verifies names no requirement: " + id);
    return title.group(1);
  }

  private static String feature() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (Map.Entry<String, List<String>> entry : rows().entrySet()) {
      String id = entry.getKey();
      text.append("\n  @").append(id).append("\n  Rule: ").append(id).append(' ');
      text.append(title(id)).append("\n\n    Scenario Outline: <operation> is for <who> only\n");
      text.append("      Then <operation> is for: <who>\n\n      Examples:\n");
      text.append("        | operation | who |\n");
      entry.getValue().forEach(text::append);
    }
    return text.toString();
  }

  @Test
  void theFeatureHasEachOperationOfTheFile() throws IOException {
    String wanted = feature();
    if (Boolean.getBoolean("rig.update")) {
      Files.writeString(FEATURE, wanted);
    }
    assertEquals(wanted, Files.readString(FEATURE), "made anew as this test's Javadoc says");
    assertEquals(34, rows().values().stream().mapToInt(List::size).sum());
  }
}
