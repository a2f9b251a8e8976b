// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The edge's forms and the schemas of the OpenAPI file say the same of a request's fields. */
class FormsTest {
  private static final String DCM = "dcm";
  private static OpenAPI file;

  @BeforeAll
  static void read() throws IOException {
    file =
        new OpenAPIV3Parser().readContents(Files.readString(ServiceUnderTest.OPENAPI)).getOpenAPI();
  }

  @FunctionalInterface
  private interface Check {
    void of(String where, boolean ofDcm, BodyForm form, Schema<?> schema);
  }

  private static int everywhere(Check check) {
    int bodies = 0;
    for (Map.Entry<String, PathItem> path : file.getPaths().entrySet()) {
      for (Map.Entry<PathItem.HttpMethod, Operation> each :
          path.getValue().readOperationsMap().entrySet()) {
        Operation operation = each.getValue();
        if (operation.getRequestBody() != null) {
          String where = each.getKey() + " " + path.getKey();
          BodyForm form = Forms.of(each.getKey().name(), path.getKey());
          assertNotNull(form, where);
          Schema<?> schema =
              operation.getRequestBody().getContent().get("application/json").getSchema();
          check.of(where, operation.getTags().contains(DCM), form, resolved(schema));
          bodies++;
        }
      }
    }
    return bodies;
  }

  private static Schema<?> resolved(Schema<?> schema) {
    String name = schema.get$ref();
    return name == null
        ? schema
        : file.getComponents().getSchemas().get(name.substring(name.lastIndexOf('/') + 1));
  }

  @SuppressWarnings("rawtypes") // As the parser has them.
  private static Map<String, Schema> properties(Schema<?> schema) {
    return Objects.requireNonNullElse(schema.getProperties(), Map.of());
  }

  @Test
  void aFormHasTheFieldsOfItsSchemaAndNoOthers() {
    int bodies =
        everywhere(
            (where, ofDcm, form, schema) ->
                assertEquals(properties(schema).keySet(), form.names(), where));
    assertTrue(bodies > 20, "so many bodies: " + bodies);
  }

  @Test
  void whatADcmMustSendIsRequiredInBoth() {
    everywhere(
        (where, ofDcm, form, schema) -> {
          Set<String> required =
              Set.copyOf(Objects.requireNonNullElse(schema.getRequired(), List.of()));
          assertEquals(ofDcm ? required : Set.of(), form.requiredNames(), where);
        });
  }

  @Test
  void aFormLetsTheExampleOfItsSchemaThrough() {
    everywhere(
        (where, ofDcm, form, schema) -> {
          if (schema.getExample() instanceof JsonNode example) {
            assertEquals("", form.refusalOf(example), where);
          } else {
            assertTrue(!ofDcm, where + " has no example");
          }
        });
  }

  @Test
  void theWordsOfADcmAreTheSameInBoth() {
    int[] words = {0};
    everywhere(
        (where, ofDcm, form, schema) ->
            properties(schema)
                .forEach(
                    (name, property) -> {
                      List<?> allowed = resolved(property).getEnum();
                      if (ofDcm && allowed != null) {
                        for (Object word : allowed) {
                          assertEquals("field-missing", refusal(form, name, word), where + word);
                          assertEquals("field-invalid", refusal(form, name, word + "x"), where);
                          words[0]++;
                        }
                      }
                    }));
    assertTrue(words[0] > 15, "so many words: " + words[0]);
  }

  /** Of a body with one field; others that are required are missing. */
  private static String refusal(BodyForm form, String field, Object word) {
    return form.refusalOf(JsonNodeFactory.instance.objectNode().put(field, String.valueOf(word)));
  }
}
