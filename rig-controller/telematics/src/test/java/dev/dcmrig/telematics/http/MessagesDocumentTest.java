// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of messages in {@code docs/DCM-INTERFACE.md} is made from the OpenAPI file, which the
 * service and its tests are held to. To make it anew: {@code mvn -pl rig-controller/telematics -am
 * test -Dtest=MessagesDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}.
 */
class MessagesDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("rig.root"), "docs/DCM-INTERFACE.md");
  private static final String BEGIN =
      "<!-- messages: made from hil-configs/openapi/telematics.yaml by MessagesDocumentTest -->\n";
  private static final String END = "<!-- end of messages -->\n";

  /** A message of the DCM, or what it asks for. */
  private record Message(String method, String path, Operation operation, Schema<?> schema) {
    String field(String extension) {
      return String.valueOf(operation.getExtensions().getOrDefault(extension, ""));
    }
  }

  private final String text = read();
  private final OpenAPI file = new OpenAPIV3Parser().readContents(text).getOpenAPI();

  private static String read() {
    try {
      return Files.readString(ServiceUnderTest.OPENAPI);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (Map.Entry<String, PathItem> path : file.getPaths().entrySet()) {
      path.getValue()
          .readOperationsMap()
          .forEach(
              (method, operation) -> {
                if (operation.getTags().contains("dcm")) {
                  messages.add(
                      new Message(method.name(), path.getKey(), operation, schema(operation)));
                }
              });
    }
    return messages;
  }

  private Schema<?> schema(Operation operation) {
    Content content =
        operation.getRequestBody() == null
            ? operation.getResponses().get("200").getContent()
            : operation.getRequestBody().getContent();
    String reference = content.get("application/json").getSchema().get$ref();
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    return file.getComponents().getSchemas().get(name);
  }

  private static String row(Message message) {
    StringBuilder row = new StringBuilder();
    row.append("| `").append(message.method()).append(' ').append(message.path()).append("` | ");
    row.append(message.field("x-when")).append(" | `").append(message.schema().getExample());
    row.append('`');
    message.schema().getProperties().forEach((name, field) -> words(row, name, field));
    String note = message.field("x-note");
    return row.append(note.isEmpty() ? "" : "<br>" + note).append(" |\n").toString();
  }

  private static void words(StringBuilder row, String name, Schema<?> field) {
    if (field.getEnum() != null) {
      row.append("<br>`").append(name).append("`: ");
      row.append(
          field.getEnum().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", ")));
    }
  }

  @Test
  void theTableOfMessagesIsThatOfTheFile() throws IOException {
    StringBuilder table = new StringBuilder("| request | when | content |\n|---|---|---|\n");
    messages().forEach(message -> table.append(row(message)));
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    int to = document.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "the marks of the table are gone");
    if (Boolean.getBoolean("rig.update")) {
      Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
    } else {
      assertEquals(table.toString(), document.substring(from, to));
    }
  }

  @Test
  void eachMessageHasARightExampleAndSaysWhenItIsSent() {
    OpenApiInteractionValidator validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
    assertEquals(8, messages().size());
    for (Message message : messages()) {
      assertFalse(message.field("x-when").isEmpty(), message.path());
      String example = String.valueOf(message.schema().getExample());
      String path = message.path().replace("{vin}", ServiceUnderTest.VIN);
      ValidationReport report =
          message.method().equals("GET")
              ? validator.validateResponse(
                  path,
                  Request.Method.GET,
                  new SimpleResponse.Builder(200)
                      .withContentType("application/json")
                      .withBody(example)
                      .build())
              : validator.validateRequest(
                  new SimpleRequest.Builder(message.method(), path)
                      .withContentType("application/json")
                      .withHeader("X-Edge-Token", "token")
                      .withHeader("Idempotency-Key", "key")
                      .withBody(example)
                      .build());
      assertFalse(report.hasErrors(), () -> path + " " + example + "\n" + report);
    }
  }
}
