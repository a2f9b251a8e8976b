// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance.requirements;

import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requirement sets as ReqIF 1.2 (OMG formal/2016-07-01): a specification each, its clauses as
 * objects with attributes of text. {@code ReqIF.ForeignID}, {@code ReqIF.Name} and {@code
 * ReqIF.Text} are the names that other tools know.
 */
public final class ReqIf {
  static final String NAMESPACE = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd";

  /** What other tools call three of our fields. */
  static final Map<String, String> NAMES =
      Map.of("id", "ReqIF.ForeignID", "title", "ReqIF.Name", "statement", "ReqIF.Text");

  /** Letters of one text; every tool takes as many. */
  private static final String MAX_LENGTH = "32000";

  private static final String STRING = "dt-string";
  private static final String CLAUSE = "sot-clause";
  private static final String SET = "st-set";

  private final Xml out;
  private final String changed;

  private ReqIf(Xml out, String changed) {
    this.out = out;
    this.changed = changed;
  }

  /**
   * Writes sets.
   *
   * @param more further attributes of a clause by its id: verdicts, for instance; names the same
   *     for all
   * @param when stands as the time of creation and of the last change
   */
  public static String write(
      List<RequirementSet> sets, Map<String, Map<String, String>> more, Instant when) {
    Xml out = new Xml();
    new ReqIf(out, when.truncatedTo(ChronoUnit.SECONDS).toString()).document(sets, more);
    return out.text();
  }

  private void document(List<RequirementSet> sets, Map<String, Map<String, String>> more) {
    open("REQ-IF");
    out.attribute("xmlns", NAMESPACE);
    open("THE-HEADER");
    open("REQ-IF-HEADER");
    out.attribute("IDENTIFIER", "header");
    text("CREATION-TIME", changed);
    text("REQ-IF-TOOL-ID", "DCM Rig");
    text("REQ-IF-VERSION", "1.2");
    text("SOURCE-TOOL-ID", "DCM Rig");
    text("TITLE", "Requirement sets");
    close(2);
    open("CORE-CONTENT");
    open("REQ-IF-CONTENT");
    List<String> names = new ArrayList<>(Fields.OF_CLAUSE);
    for (Map<String, String> each : more.values()) {
      each.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
    }
    types(names);
    open("SPEC-OBJECTS");
    for (RequirementSet set : sets) {
      for (Clause clause : set.clauses()) {
        Map<String, String> fields = new LinkedHashMap<>(Fields.of(clause));
        fields.putAll(more.getOrDefault(clause.id(), Map.of()));
        identified("SPEC-OBJECT", "so-" + clause.id(), clause.id());
        values(fields, "ad-");
        type("SPEC-OBJECT-TYPE-REF", CLAUSE);
        close(1);
      }
    }
    close(1);
    open("SPECIFICATIONS");
    for (RequirementSet set : sets) {
      identified("SPECIFICATION", "sp-" + set.id(), set.title());
      values(Fields.of(set), "as-");
      type("SPECIFICATION-TYPE-REF", SET);
      open("CHILDREN");
      for (Clause clause : set.clauses()) {
        identified("SPEC-HIERARCHY", "sh-" + clause.id(), clause.id());
        open("OBJECT");
        text("SPEC-OBJECT-REF", "so-" + clause.id());
        close(2);
      }
      close(2);
    }
    close(4);
  }

  private void types(List<String> names) {
    open("DATATYPES");
    identified("DATATYPE-DEFINITION-STRING", STRING, "text");
    out.attribute("MAX-LENGTH", MAX_LENGTH);
    close(2);
    open("SPEC-TYPES");
    identified("SPEC-OBJECT-TYPE", CLAUSE, "clause");
    attributes(names, "ad-");
    close(1);
    identified("SPECIFICATION-TYPE", SET, "requirement set");
    attributes(Fields.OF_SET, "as-");
    close(2);
  }

  private void attributes(List<String> names, String prefix) {
    open("SPEC-ATTRIBUTES");
    for (String name : names) {
      identified("ATTRIBUTE-DEFINITION-STRING", prefix + name, NAMES.getOrDefault(name, name));
      type("DATATYPE-DEFINITION-STRING-REF", STRING);
      close(1);
    }
    close(1);
  }

  private void values(Map<String, String> fields, String prefix) {
    open("VALUES");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      open("ATTRIBUTE-VALUE-STRING");
      out.attribute("THE-VALUE", field.getValue());
      open("DEFINITION");
      text("ATTRIBUTE-DEFINITION-STRING-REF", prefix + field.getKey());
      close(2);
    }
    close(1);
  }

  private void type(String reference, String to) {
    open("TYPE");
    text(reference, to);
    close(1);
  }

  private void identified(String element, String id, String name) {
    open(element);
    out.attribute("IDENTIFIER", id);
    out.attribute("LAST-CHANGE", changed);
    out.attribute("LONG-NAME", name);
  }

  private void open(String element) {
    out.open(element);
  }

  private void text(String element, String text) {
    out.text(element, text);
  }

  private void close(int elements) {
    out.close(elements);
  }
}
