// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of a requirement set, made of what {@link RequirementSetFile} takes. */
public final class RequirementSetSchema {
  private static final String TYPE = "type";
  private static final String DESCRIPTION = "description";

  private RequirementSetSchema() {}

  /** The document. */
  public static Map<String, Object> document() {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("clause", text("as the document numbers it"));
    source.put(
        "confirmed",
        words(RequirementSetFile.CONFIRMED, "yes: this number was read in a copy of the document"));
    source.put("basis", words(RequirementSetFile.BASES, "where it is known from"));
    Map<String, Object> clause = new LinkedHashMap<>();
    clause.put("id", id());
    clause.put("title", text("a few words, for reports"));
    clause.put("statement", text("what must hold, in words of one's own"));
    clause.put("source", object(source, List.copyOf(source.keySet())));
    clause.put("subject", words(RequirementCatalogue.SUBJECTS, "whom it binds; dcm without it"));
    clause.put("rationale", text("why it is asked for"));
    clause.put("method", words(RequirementSetFile.METHODS, "how it is shown"));
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(TYPE, "object");
    parameters.put(DESCRIPTION, "numbers of it by their names, with units");
    parameters.put("additionalProperties", Map.of(TYPE, "string"));
    clause.put("parameters", parameters);
    clause.put("parents", list(id(), "clauses of this file that it makes more exact"));
    clause.put(
        "shownBy", list(text("an id of the catalogue"), "requirements whose scenarios show it"));
    clause.put("limits", text("what of it they don't show"));
    clause.put("notShown", text("why nothing shows it; instead of shownBy"));
    Map<String, Object> entry =
        object(clause, List.of("id", "title", "statement", "source", "method"));
    entry.put(
        "oneOf",
        List.of(Map.of("required", List.of("shownBy")), Map.of("required", List.of("notShown"))));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("set", id());
    file.put("title", text("a few words, for reports"));
    file.put("version", text("of this file, not of the document"));
    file.put("document", text("its name and edition"));
    file.put("note", text("how sure the set is"));
    file.put(RequirementSetFile.KEY, list(entry, "in the order of the document"));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "A requirement set of DCM Rig");
    document.put(DESCRIPTION, "For editors. What counts is what `rig check FILE` says.");
    document.putAll(object(file, List.copyOf(file.keySet())));
    return document;
  }

  private static Map<String, Object> id() {
    Map<String, Object> schema = text("names it for good");
    schema.put("pattern", "^" + RequirementSetFile.ID_FORM + "$");
    return schema;
  }

  private static Map<String, Object> text(String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "string");
    schema.put(DESCRIPTION, description);
    return schema;
  }

  private static Map<String, Object> words(List<String> words, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("enum", words);
    schema.put(DESCRIPTION, description);
    return schema;
  }

  private static Map<String, Object> list(Map<String, Object> of, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "array");
    schema.put("items", of);
    schema.put("minItems", 1);
    schema.put(DESCRIPTION, description);
    return schema;
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }
}
