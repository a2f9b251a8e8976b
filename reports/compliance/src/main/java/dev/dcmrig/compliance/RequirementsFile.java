// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.sim.settings.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code requirements.json}: a verdict for each requirement, with what was measured for it.
 *
 * @param headline one sentence for people
 * @param decisionRule how values became verdicts; empty when nothing was measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RequirementsFile(
    String run,
    long seed,
    String bench,
    String dut,
    @Key("what it said that it is, its versions included; empty where no scenario met it")
        String dutIdentity,
    boolean dutIsStandIn,
    boolean complete,
    String digest,
    @Key("one sentence for people") String headline,
    @Key("how values became verdicts; empty when nothing was measured") String decisionRule,
    List<Entry> requirements,
    @Key("verdicts of the fault matrix; left out without one")
        FaultMatrix.@Nullable Table faultMatrix,
    @Key("outcomes of one fault at many points of a phase; left out without any")
        Sweep.@Nullable Table sweep,
    @Key("what became of failures that somebody knew of") List<KnownFailure> known,
    @Key("what was reached of each machine of states that the run has scenarios of")
        List<StateCoverage.Machine> states) {

  /** A failure that somebody knew of. */
  record KnownFailure(
      @Key("of a requirement or a scenario") String id,
      @Key("a text of what the device says that it is") String dut,
      @Key("where somebody works on it") String ticket,
      @Key("the last day on which it counts (ISO 8601)") String expires,
      @Key(
              value = "what became of it",
              words = {
                "known",
                "passed unexpectedly",
                "expired",
                "for nothing",
                "of another device",
                "not shown"
              })
          String state,
      @Key("ids of scenarios that failed by it") List<String> scenarios) {

    static KnownFailure of(KnownFailures.Outcome outcome) {
      KnownFailures.Entry entry = outcome.entry();
      return new KnownFailure(
          entry.id(),
          entry.dut(),
          entry.ticket(),
          entry.expires(),
          outcome.state().word(),
          outcome.scenarios());
    }
  }

  /**
   * A requirement.
   *
   * @param hash SHA-256 over its text; another text is another requirement
   * @param evidence {@code "stand-in"} where only the rig's own part was looked at; else null
   * @param scenarios ids of those that are about it
   * @param notDecidedIn of these the ones that failed for what another requirement asks
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      String id,
      @Key("SHA-256 over its text: another text is another requirement") String hash,
      @Key(
              value = "whom it binds",
              words = {"dcm", "service", "rig"})
          String subject,
      @Key(
              value = "what it came to",
              words = {"passed", "failed", "inconclusive", "error", "flaky", "not verified"})
          String verdict,
      @Key(
              value = "left out unless only the rig's own part was looked at",
              words = {"stand-in"})
          @Nullable String evidence,
      @Key("ids of those that are about it") List<String> scenarios,
      @Key("of these the ones that failed for what another requirement asks")
          List<String> notDecidedIn,
      @Key("what was measured for it") List<Value> measurements) {}

  /**
   * A measurement.
   *
   * @param seconds when it was taken, on the scenario's timeline
   * @param value in {@code unit}; null for a word, and where nothing could be measured
   * @param word what was seen, of a word; why there is no value, where there is none
   * @param uncertainty expanded, k = 2, in {@code unit}
   * @param margin how far inside its limit the value is, in {@code unit}; null without one
   * @param decidedBy the evidence that the value comes from; the deciding item last
   */
  record Value(
      @Key("its id") String scenario,
      @Key(value = "when it was taken, on the scenario's timeline", unit = "s") double seconds,
      @Key("what was measured, in words") String quantity,
      @Key("of value, limit, uncertainty and margin; empty for a word") String unit,
      @Key("null for a word, and where nothing could be measured") @Nullable Double value,
      @Key("what was seen, of a word; why there is no value, where there is none") String word,
      @Key("what the value may be, and who said so") Bounds limit,
      @Key("expanded, k = 2") double uncertainty,
      @Key("how far inside its limit the value is; null without a limit of numbers")
          @Nullable Double margin,
      @Key("whether the run's rule accepts it") boolean met,
      @Key("the evidence that the value comes from; the deciding item last")
          List<Item> decidedBy) {}

  /**
   * A limit.
   *
   * @param kind {@code at-most, at-least, between, nominal, exactly, is}
   * @param from {@code requirement, profile, step, interface}
   * @param source a requirement's id, a key of the specified profile, words of the scenario, or a
   *     section of the interface's document
   */
  record Bounds(
      @Key(
              value = "its shape",
              words = {"at-most", "at-least", "between", "nominal", "exactly", "is"})
          String kind,
      @Key("least value; null without one") @Nullable Double lower,
      @Key("greatest value; null without one") @Nullable Double upper,
      @Key("allowed beyond the ends") double tolerance,
      @Key("what a word must be; empty for numbers") String word,
      @Key(
              value = "who said it",
              words = {"requirement", "profile", "step", "interface"})
          String from,
      @Key("a requirement's id, a key of the specified profile, words of the scenario, a section")
          String source) {}

  /** A piece of evidence. */
  record Item(
      @Key("what kind of thing it is") String kind,
      @Key(value = "when, on the scenario's timeline", unit = "s") double seconds,
      @Key("one phrase") String what) {}

  static RequirementsFile of(RunData run) throws IOException {
    FaultMatrix matrix = FaultMatrix.of(run);
    Sweep sweep = Sweep.of(run);
    List<KnownFailure> known = run.known().stream().map(KnownFailure::of).toList();
    List<Entry> entries = new ArrayList<>();
    for (RequirementOutcome outcome : run.requirements()) {
      entries.add(entry(run, outcome));
    }
    return new RequirementsFile(
        run.options().path("run").asText(),
        run.options().path("seed").asLong(),
        run.options().path("bench").asText(),
        run.options().path("dut").asText(),
        run.dutIdentity(),
        run.options().path("dutIsStandIn").asBoolean(),
        run.complete(),
        run.digest(),
        Headline.of(run),
        run.measurements().values().stream()
            .flatMap(List::stream)
            .findFirst()
            .map(measured -> measured.decision().rule().words())
            .orElse(""),
        entries,
        matrix.isEmpty() ? null : matrix.data(ScenarioResult::id),
        sweep.isEmpty() ? null : sweep.data(ScenarioResult::id),
        known,
        StateCoverage.of(run).machines(ScenarioResult::id));
  }

  private static Entry entry(RunData run, RequirementOutcome outcome) {
    String id = outcome.requirement().id();
    List<Value> values = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    for (ScenarioResult scenario : outcome.scenarios()) {
      run.measurements().getOrDefault(scenario.id(), List.of()).stream()
          .filter(measured -> measured.requirements().contains(id))
          .map(RequirementsFile::value)
          .forEach(values::add);
      if (scenario.verdict() == Verdict.FAILED && !outcome.failedIn(scenario)) {
        undecided.add(scenario.id());
      }
    }
    return new Entry(
        id,
        outcome.requirement().hash(),
        outcome.requirement().subject().name().toLowerCase(Locale.ROOT),
        outcome.verdict().word(),
        outcome.standIn() && !outcome.scenarios().isEmpty() ? "stand-in" : null,
        outcome.scenarios().stream().map(ScenarioResult::id).toList(),
        undecided,
        values);
  }

  static Value value(Measured measured) {
    Measurement it = measured.decision().measurement();
    return new Value(
        measured.scenario().id(),
        measured.nanos() / 1e9,
        it.quantity(),
        it.unit().symbol(),
        it.value(),
        it.word(),
        bounds(it.limit()),
        measured.decision().uncertainty(),
        measured.decision().margin(),
        measured.decision().met(),
        it.decidedBy().stream().map(RequirementsFile::item).toList());
  }

  private static Bounds bounds(Limit limit) {
    return new Bounds(
        word(limit.kind()),
        limit.lower(),
        limit.upper(),
        limit.tolerance(),
        limit.word(),
        word(limit.source().kind()),
        limit.source().name());
  }

  private static Item item(EvidenceItem item) {
    return new Item(item.kind(), item.nanos() / 1e9, item.what());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Measurements of a run as a table, a line each, for spreadsheets (RFC 4180). */
  static String csv(RunData run) {
    StringBuilder csv =
        new StringBuilder(
            "requirements,scenario,seconds,quantity,value,unit,limit,lower,upper,tolerance,"
                + "source,uncertainty,margin,met,evidence\r\n");
    for (ScenarioResult scenario : run.scenarios()) {
      for (Measured measured : run.measurements().getOrDefault(scenario.id(), List.of())) {
        line(csv, measured, value(measured));
      }
    }
    return csv.toString();
  }

  private static void line(StringBuilder csv, Measured measured, Value value) {
    List<Item> items = value.decidedBy();
    Item last = items.isEmpty() ? null : items.get(items.size() - 1);
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(String.join(" ", measured.requirements()));
    cells.add(value.scenario());
    cells.add(value.seconds());
    cells.add(value.quantity());
    cells.add(value.value() == null ? value.word() : value.value());
    cells.add(value.unit());
    cells.add(value.limit().kind());
    cells.add(value.limit().kind().equals("is") ? value.limit().word() : value.limit().lower());
    cells.add(value.limit().upper());
    cells.add(value.limit().tolerance());
    cells.add(value.limit().from() + " " + value.limit().source());
    cells.add(value.uncertainty());
    cells.add(value.margin());
    cells.add(value.met());
    cells.add(last == null ? "" : last.kind() + " at " + last.seconds() + " s: " + last.what());
    for (int index = 0; index < cells.size(); index++) {
      csv.append(index == 0 ? "" : ",").append(cell(cells.get(index)));
    }
    csv.append("\r\n");
  }

  /** A cell; one that a spreadsheet would take for a formula is marked as text. */
  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : String.valueOf(value);
    boolean formula = !(value instanceof Number) && text.matches("(?s)[=+\\-@\\t\\r].*");
    String safe = formula ? "'" + text : text;
    return safe.matches("[A-Za-z0-9 ._:;'/()-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
