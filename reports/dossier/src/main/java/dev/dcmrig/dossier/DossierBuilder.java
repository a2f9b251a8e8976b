// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.compliance.Measured;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import dev.dcmrig.evidence.requirement.TextHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one dossier of several runs. A requirement takes its worst verdict over all runs of one
 * hardware and software version. An expired calibration makes what was decided inconclusive.
 */
final class DossierBuilder {
  private static final int ID_DIGITS = 12;
  private static final int LETTERS = 26;

  private final List<DossierRun> runs;
  private final Map<String, String> letters = new LinkedHashMap<>();

  DossierBuilder(List<DossierRun> runs) {
    this.runs = runs;
    for (DossierRun run : runs) {
      letters.computeIfAbsent(run.subjectKey(), key -> letter(letters.size()));
    }
  }

  /** A to Z, then AA, AB and so on: no two subjects share one. */
  static String letter(int number) {
    String last = String.valueOf((char) ('A' + number % LETTERS));
    return number < LETTERS ? last : letter(number / LETTERS - 1) + last;
  }

  Dossier build(List<RequirementSet> sets, Instant issued, String tool, String rig) {
    List<Dossier.Row> rows = requirements();
    return new Dossier(
        id(),
        issued.truncatedTo(ChronoUnit.SECONDS).toString(),
        tool,
        rig,
        subjects(),
        runs.stream().map(this::part).toList(),
        rows,
        scenarios(),
        sets.stream().map(set -> set(set, rows)).toList(),
        boundaries(),
        machines());
  }

  private String id() {
    TextHash hash = new TextHash();
    runs.forEach(run -> hash.add(run.name(), run.seal() + run.data().identifier()));
    return "DCMRIG-" + hash.hex().substring(0, ID_DIGITS).toUpperCase(Locale.ROOT);
  }

  private String letter(DossierRun run) {
    return letters.getOrDefault(run.subjectKey(), "?");
  }

  private List<Dossier.Subject> subjects() {
    List<Dossier.Subject> subjects = new ArrayList<>();
    letters.forEach(
        (key, letter) -> {
          List<DossierRun> its = runs.stream().filter(run -> run.subjectKey().equals(key)).toList();
          DossierRun first = its.get(0);
          Laboratory lab = first.lab();
          String identity = first.data().dutIdentity();
          subjects.add(
              new Dossier.Subject(
                  letter,
                  lab == null || lab.dut().name().equals(Laboratory.OPEN)
                      ? first.data().options().path("dut").asText()
                      : lab.dut().name(),
                  lab == null ? Laboratory.OPEN : lab.dut().hardware(),
                  lab == null ? identity : lab.dut().software(),
                  first.isAboutProduct(),
                  its.stream().map(DossierRun::name).toList()));
        });
    return subjects;
  }

  private Dossier.RunPart part(DossierRun run) {
    JsonNode options = run.data().options();
    return new Dossier.RunPart(
        run.name(),
        run.data().identifier(),
        letter(run),
        options.path("bench").asText(),
        options.path("dut").asText(),
        run.data().dutIdentity(),
        options.path("seed").asLong(),
        run.data().started(),
        run.data().ended(),
        run.data().complete(),
        run.data().digest(),
        run.seal(),
        options.path("toolVersion").asText() + " " + run.data().commit(),
        run.rig(),
        run.data().measurements().values().stream()
            .flatMap(List::stream)
            .findFirst()
            .map(measured -> measured.decision().rule().words())
            .orElse(""),
        run.virtualTime(),
        run.inputs(),
        run.deviations(),
        run.expired());
  }

  private List<Dossier.Row> requirements() {
    Map<String, Requirement> all = new LinkedHashMap<>();
    Map<String, Set<String>> hashes = new LinkedHashMap<>();
    for (DossierRun run : runs) {
      for (RequirementOutcome outcome : run.data().requirements()) {
        Requirement it = outcome.requirement();
        all.put(it.id(), it);
        hashes.computeIfAbsent(it.id(), id -> new LinkedHashSet<>()).add(it.hash());
      }
    }
    List<Dossier.Row> rows = new ArrayList<>();
    for (Requirement it : all.values()) {
      boolean changed = hashes.getOrDefault(it.id(), Set.of()).size() > 1;
      rows.add(row(it, changed));
    }
    return rows;
  }

  private Dossier.Row row(Requirement it, boolean changed) {
    Map<String, List<Verdict>> verdicts = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    List<Dossier.Link> links = new ArrayList<>();
    MeasuredGroups values = new MeasuredGroups();
    for (DossierRun run : runs) {
      for (RequirementOutcome outcome : run.data().requirements()) {
        if (outcome.requirement().id().equals(it.id()) && !outcome.scenarios().isEmpty()) {
          verdicts
              .computeIfAbsent(letter(run), letter -> new ArrayList<>())
              .add(decided(run, outcome.verdict(), reasons));
          if (outcome.standIn()) {
            reasons.putIfAbsent(letter(run), "standIn");
          }
          for (ScenarioResult scenario : outcome.scenarios()) {
            links.add(
                new Dossier.Link(
                    run.name(), scenario.id(), scenario.verdict().word(), scenario.reason()));
            for (Measured measured : run.measured(scenario.id())) {
              if (measured.requirements().contains(it.id())) {
                values.add(letter(run), run.name(), measured);
              }
            }
          }
        }
      }
    }
    Map<String, String> words = new TreeMap<>();
    letters.values().forEach(letter -> words.put(letter, Verdict.NOT_VERIFIED.word()));
    verdicts.forEach((letter, each) -> words.put(letter, Verdicts.worst(each).word()));
    return new Dossier.Row(
        it.id(),
        it.title(),
        it.statement(),
        it.subject().name().toLowerCase(Locale.ROOT),
        it.hash(),
        changed,
        words,
        reasons,
        links,
        values.all());
  }

  /** An instrument whose calibration did not count decides nothing, either way. */
  private Verdict decided(DossierRun run, Verdict verdict, Map<String, String> reasons) {
    boolean decided =
        verdict == Verdict.PASSED || verdict == Verdict.FAILED || verdict == Verdict.FLAKY;
    if (decided && !run.expired().isEmpty()) {
      reasons.put(letter(run), "calibration");
      return Verdict.INCONCLUSIVE;
    }
    return verdict;
  }

  private List<Dossier.ScenarioRow> scenarios() {
    Map<String, ScenarioResult> all = new TreeMap<>();
    Map<String, Map<String, String>> verdicts = new LinkedHashMap<>();
    Map<String, Set<String>> hashes = new LinkedHashMap<>();
    for (DossierRun run : runs) {
      for (ScenarioResult scenario : run.data().scenarios()) {
        all.put(scenario.id(), scenario);
        verdicts
            .computeIfAbsent(scenario.id(), id -> new LinkedHashMap<>())
            .put(run.name(), scenario.verdict().word());
        String hash = run.texts().get(scenario.id());
        if (hash != null) {
          hashes.computeIfAbsent(scenario.id(), id -> new LinkedHashSet<>()).add(hash);
        }
      }
    }
    List<Dossier.ScenarioRow> rows = new ArrayList<>();
    for (ScenarioResult scenario : all.values()) {
      List<String> texts = List.copyOf(hashes.getOrDefault(scenario.id(), Set.of()));
      rows.add(
          new Dossier.ScenarioRow(
              scenario.id(),
              scenario.name(),
              scenario.location(),
              texts.isEmpty() ? "" : texts.get(texts.size() - 1),
              texts.size() > 1,
              scenario.tags().stream()
                  .map(tag -> tag.substring(1))
                  .filter(tag -> tag.matches("[A-Z]{3}-[0-9]{2}"))
                  .toList(),
              verdicts.getOrDefault(scenario.id(), Map.of())));
    }
    return rows;
  }

  private Dossier.SetPart set(RequirementSet set, List<Dossier.Row> rows) {
    Map<String, Dossier.Row> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(row.id(), row));
    return new Dossier.SetPart(
        set.id(),
        set.title(),
        set.version(),
        set.document(),
        set.note(),
        set.hash(),
        set.clauses().stream().map(clause -> clause(clause, byId)).toList());
  }

  private Dossier.ClauseRow clause(Clause clause, Map<String, Dossier.Row> byId) {
    Map<String, String> product = new TreeMap<>();
    Map<String, String> rig = new TreeMap<>();
    for (Dossier.Subject subject : subjects()) {
      List<String> words = new ArrayList<>();
      for (String id : clause.shownBy()) {
        Dossier.Row row = byId.get(id);
        boolean standIn =
            row != null && subject.product() && "standIn".equals(row.reasons().get(subject.key()));
        words.add(
            row == null || standIn
                ? Verdict.NOT_VERIFIED.word()
                : row.verdicts().getOrDefault(subject.key(), Verdict.NOT_VERIFIED.word()));
      }
      if (!clause.shownBy().isEmpty()) {
        (subject.product() ? product : rig).put(subject.key(), Verdicts.worstWord(words));
      }
    }
    return new Dossier.ClauseRow(
        clause.id(),
        clause.title(),
        clause.statement(),
        clause.source().clause(),
        clause.source().confirmed(),
        clause.hash(),
        clause.shownBy(),
        clause.limits(),
        clause.notShown(),
        product,
        rig);
  }

  /** Over all that was measured, whatever requirement it was for; each value counts once. */
  private List<Dossier.Boundary> boundaries() {
    MeasuredGroups all = new MeasuredGroups();
    for (DossierRun run : runs) {
      run.data()
          .measurements()
          .values()
          .forEach(each -> each.forEach(it -> all.add(letter(run), run.name(), it)));
    }
    Map<String, Dossier.Boundary> found = new TreeMap<>();
    for (Dossier.Value value : all.all()) {
      if (value.margin() != null) {
        found.put(
            String.join("\n", value.source(), value.quantity(), value.limit(), value.subject()),
            new Dossier.Boundary(
                value.subject(),
                value.source(),
                value.quantity(),
                value.limit(),
                value.unit(),
                value.count(),
                value.least(),
                value.greatest(),
                value.margin()));
      }
    }
    return List.copyOf(found.values());
  }

  private List<Dossier.Machine> machines() {
    List<Dossier.Machine> machines = new ArrayList<>();
    for (DossierRun run : runs) {
      for (JsonNode machine : run.states()) {
        List<String> reached = new ArrayList<>();
        List<String> not = new ArrayList<>();
        machine
            .path("states")
            .forEach(
                state ->
                    (state.path("reached").asBoolean() ? reached : not)
                        .add(state.path("name").asText()));
        machines.add(
            new Dossier.Machine(
                run.name(),
                machine.path("machine").asText(),
                machine.path("transitions").asInt(),
                machine.path("judged").asInt(),
                reached,
                not));
      }
    }
    return machines;
  }
}
