// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.sim.settings.JsonSchema;
import dev.dcmrig.uds.data.DiagnosticsSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schemas of configuration files, made from what their readers use: drivers with their
 * option records and the forms of values. They serve editors; what counts is what the readers say.
 */
public final class Schemas {
  private static final String ADVICE = "For editors. What counts is what `rig check FILE` says.";
  private static final String TYPE = "type";
  private static final String PROPERTIES = "properties";
  private static final String DESCRIPTION = "description";
  private static final String REQUIRED = "required";

  private Schemas() {}

  /** Of a bench file that names drivers of this table. */
  public static Map<String, Object> bench(DriverTable table) {
    Map<String, Object> bus = new LinkedHashMap<>();
    bus.put(
        "uri",
        pattern(
            "^(" + String.join("|", table.names(Port.BUS)) + "):[A-Za-z0-9_.:-]{1,80}$",
            "SCHEME:NAME, for instance emulated:vehicle or socketcan:can0"));
    bus.put("bitrate", rate());
    bus.put("dataBitrate", rate());
    bus.put(
        "reconnectWithin",
        pattern(
            "^([1-9][0-9]?|[1-5][0-9]{2}|600)s$",
            "how long a scenario waits for a bus that an earlier one has lost, for instance 30s"));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put(BenchNodes.EXTENDS, text("a bench file beside this one, or of hil-configs/benches"));
    file.put("name", text("how reports call the bench"));
    file.put("time", words(List.of("virtual", "real"), "virtual: 24 hours pass in seconds"));
    // Options of a bus' own driver stand beside these keys.
    file.put("bus", object(bus, List.of("uri", "bitrate"), hasOptions(table, Port.BUS)));
    file.put("vehicle", text("a vehicle file, beside this one or in hil-configs"));
    file.put(
        "dcm",
        drivers(
            table,
            Port.DCM,
            Map.of("profile", text("a DCM profile, beside this file or in hil-configs"))));
    file.put(
        "specification",
        text("the DCM profile that the DCM is judged by; without it, that of dcm.profile"));
    file.put(
        "catalogues",
        list(text("a catalogue of requirements of your own, by its path from this file"), 1));
    file.put(
        "decisionRule",
        words(BenchFileReader.RULES, "how a value and its uncertainty become a verdict"));
    file.put(
        "features",
        list(
            pattern(
                "^([a-z0-9-]+|.*/.*)$",
                "a folder of features/, or a path from this file: ./my-suite"),
            1));
    file.put("tags", text("the scenarios that this bench can run"));
    for (Port.Section section : List.of(Port.Section.INSTRUMENTS, Port.Section.SERVICES)) {
      Map<String, Object> ports = new LinkedHashMap<>();
      for (Port<?> port : Port.of(section)) {
        ports.put(port.name(), drivers(table, port, Map.of()));
      }
      file.put(section.key(), object(ports, List.of(), false));
    }
    Map<String, Object> bench = object(file, List.of(), false);
    bench.put(
        "anyOf",
        List.of(
            Map.of(REQUIRED, List.of(BenchNodes.EXTENDS)),
            Map.of(REQUIRED, List.of("name", "time", "bus", "vehicle", "dcm", "features"))));
    return document("A bench of DCM Rig", bench);
  }

  /** Of a vehicle file. */
  public static Map<String, Object> vehicle() {
    Map<String, Object> binding = new LinkedHashMap<>();
    binding.put("message", text("a message of the DBC file"));
    binding.put("signal", text("a signal of it"));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(TYPE, "object");
    values.put("additionalProperties", Map.of(TYPE, "integer"));
    binding.put("values", values);
    Map<String, Object> bindings = new LinkedHashMap<>();
    bindings.put(TYPE, "object");
    bindings.put(
        DESCRIPTION,
        "what the car's bus carries, by the keys of domain values; one that no scenario needs may"
            + " be left out");
    bindings.put("propertyNames", pattern("^[a-z]+(\\.[a-zA-Z]+)?$", "a domain value"));
    bindings.put("additionalProperties", Map.of("$ref", "#/$defs/binding"));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("vin", pattern("^" + VehicleFile.VIN + "$", "ISO 3779: 17 letters and digits"));
    file.put("dbc", text("a DBC file, beside this one or in hil-configs"));
    file.put(
        "busSleepAfter",
        pattern(
            "^[0-9]{1,4}s$",
            "with the ignition off the ECUs fall silent this long after the last thing that"
                + " happened in the car; 60s if it is not said"));
    file.put(VehicleFile.DIAGNOSTICS, JsonSchema.of(DiagnosticsSection.class));
    file.put("bindings", bindings);
    Map<String, Object> document =
        document("A vehicle of DCM Rig", object(file, List.of("vin", "dbc", "bindings"), false));
    document.put("$defs", Map.of("binding", object(binding, List.of("message", "signal"), false)));
    return document;
  }

  /** Of the requirement catalogue. */
  public static Map<String, Object> requirements() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", pattern("^" + RequirementCatalogue.ID_FORM + "$", "for instance SOS-04"));
    entry.put("title", text("a few words, for reports"));
    entry.put("statement", text("what must hold"));
    entry.put(
        "source",
        words(
            RequirementCatalogue.SOURCES,
            "CS: published behaviour of the connected service; D: derived"));
    entry.put(
        "subject",
        words(RequirementCatalogue.SUBJECTS, "whose behaviour a verdict needs evidence of"));
    entry.put("verifiedBy", text("how it is shown"));
    List<String> required = List.copyOf(entry.keySet());
    entry.put("rationale", text("why it is asked for"));
    Map<String, Object> parameters = text("numbers of it by their names, with units");
    parameters.put(TYPE, "object");
    parameters.put("additionalProperties", Map.of(TYPE, "string"));
    entry.put("parameters", parameters);
    entry.put("parents", list(text("an id that it makes more exact"), 1));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", text("of this file"));
    file.put("requirements", list(object(entry, required, false), 1));
    return document(
        "The requirement catalogue of DCM Rig", object(file, List.of("requirements"), false));
  }

  /** Of a list of known failures. */
  public static Map<String, Object> known() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", pattern("^" + KnownFile.ID_FORM + "$", "of a requirement or a scenario"));
    entry.put("dut", text("a text that is found in what the device says that it is: its version"));
    entry.put("ticket", text("where somebody works on it"));
    entry.put(
        "expires", pattern("^" + KnownFile.DAY_FORM + "$", "the last day on which it counts"));
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("known", list(object(entry, List.copyOf(entry.keySet()), false), 1));
    return document("Known failures, for DCM Rig", object(file, List.of("known"), false));
  }

  /** Of a file that is read as a whole by its record. */
  public static Map<String, Object> ofRecord(String title, Class<? extends Record> type) {
    return JsonSchema.document(type, title, ADVICE);
  }

  /** One of the drivers of a port, each with its own options. */
  private static Map<String, Object> drivers(
      DriverTable table, Port<?> port, Map<String, Object> others) {
    List<Object> choices = new ArrayList<>();
    for (String name : table.names(port)) {
      DriverFactory<?> factory = table.find(port, name).orElseThrow();
      Map<String, Object> options = JsonSchema.of(factory.options());
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put(ChoiceReader.DRIVER, Map.of("const", name));
      properties.putAll(others);
      properties.putAll(map(options.get(PROPERTIES)));
      List<String> required = new ArrayList<>(List.of(ChoiceReader.DRIVER));
      required.addAll(others.keySet());
      ((List<?>) options.getOrDefault(REQUIRED, List.of()))
          .forEach(key -> required.add(String.valueOf(key)));
      choices.add(object(properties, required, false));
    }
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("oneOf", choices);
    return one;
  }

  @SuppressWarnings("unchecked") // A schema's properties are keys and schemas.
  private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static boolean hasOptions(DriverTable table, Port<?> port) {
    return table.names(port).stream()
        .map(name -> table.find(port, name).orElseThrow())
        .anyMatch(factory -> factory.options().getRecordComponents().length > 0);
  }

  private static Map<String, Object> document(String title, Map<String, Object> content) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", title);
    document.put(DESCRIPTION, ADVICE);
    document.putAll(content);
    return document;
  }

  private static Map<String, Object> object(
      Map<String, Object> properties, List<String> required, boolean open) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "object");
    schema.put(PROPERTIES, properties);
    schema.put(REQUIRED, required);
    schema.put("additionalProperties", open);
    return schema;
  }

  private static Map<String, Object> text(String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "string");
    schema.put(DESCRIPTION, description);
    return schema;
  }

  private static Map<String, Object> pattern(String pattern, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "string");
    schema.put("pattern", pattern);
    schema.put(DESCRIPTION, description);
    return schema;
  }

  private static Map<String, Object> words(List<String> words, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("enum", words);
    schema.put(DESCRIPTION, description);
    return schema;
  }

  private static Map<String, Object> list(Map<String, Object> of, int least) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "array");
    schema.put("items", of);
    schema.put("minItems", least);
    return schema;
  }

  private static Map<String, Object> rate() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, List.of("string", "integer"));
    schema.put("pattern", "^[0-9]{1,7}[kM]?$");
    schema.put(DESCRIPTION, "bit/s, for instance 500k");
    return schema;
  }
}
