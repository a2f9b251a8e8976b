// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dcmrig.sim.settings.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dossier as data, {@code traceability.json}: from each requirement to what decided, and back.
 * HTML and PDF show nothing that is not in here, but for the laboratory's own data.
 *
 * @param requirements in the order of the catalogue
 * @param scenarios in feature order
 */
public record Dossier(
    @Key("names this dossier: made of its runs") String id,
    @Key("when it was made, ISO 8601") String issued,
    @Key("the rig that made it") String tool,
    @Key("SHA-256 over the rig that made it") String rig,
    @Key("what was tested: each hardware and software version by itself") List<Subject> subjects,
    List<RunPart> runs,
    List<Row> requirements,
    List<ScenarioRow> scenarios,
    @Key("clauses of other documents") List<SetPart> sets,
    @Key("limits that were met, and how near a value came") List<Boundary> boundaries,
    @Key("machines of states of each run") List<Machine> machines) {

  /** One hardware and software version of a device. */
  public record Subject(
      @Key("letter that tables call it by") String key,
      @Key("what it is") String name,
      @Key("hardware version") String hardware,
      @Key("software version") String software,
      @Key("false where evidence is about the rig only: an emulated DCM, or virtual time")
          boolean product,
      @Key("folders of its runs") List<String> runs) {}

  /** One run. */
  public record RunPart(
      @Key("its folder's name") String run,
      @Key("names it and no other") String identifier,
      @Key("letter of its subject") String subject,
      String bench,
      String dut,
      @Key("what the device said that it is") String identity,
      long seed,
      @Key("ISO 8601, UTC") String started,
      @Key("ISO 8601, UTC; empty where it was cut off") String ended,
      boolean complete,
      @Key("evidence digest") String digest,
      @Key("SHA-256 of manifest.json; empty where it was not sealed") String seal,
      @Key("version and commit of the rig that made it") String tool,
      @Key("SHA-256 over the jars of the rig that made it") String rig,
      @Key("decision rule; empty when nothing was measured") String rule,
      @Key("whether time was virtual") boolean virtualTime,
      @Key("files that configured it, with their SHA-256") Map<String, String> inputs,
      @Key("what was not as a whole run of an unchanged device would be") List<String> deviations,
      @Key("instruments whose calibration did not count on that day") List<String> expired) {}

  /** A requirement of the catalogue. */
  public record Row(
      String id,
      String title,
      String statement,
      String subject,
      @Key("SHA-256 over its text") String hash,
      @Key("whether runs have it with different texts") boolean changed,
      @Key("the worst verdict over all runs, by the subject's letter") Map<String, String> verdicts,
      @Key("why a verdict is not what the scenarios say, by the subject's letter")
          Map<String, String> reasons,
      List<Link> scenarios,
      List<Value> values) {}

  /** A scenario of a run that is about a requirement. */
  public record Link(String run, String scenario, String verdict, String reason) {}

  /**
   * Measurements of one quantity against one limit, over all scenarios of one subject.
   *
   * @param least least value in {@code unit}; null for words
   * @param margin the least margin; null without a limit of numbers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Value(
      @Key("letter of the subject") String subject,
      @Key("what was measured, in words") String quantity,
      String unit,
      @Key("for people") String limit,
      @Key("least value that is accepted; null without one") @Nullable Double lower,
      @Key("greatest value that is accepted; null without one") @Nullable Double upper,
      @Key("allowed beyond the ends") double tolerance,
      @Key("who said it: a requirement, a key of the profile, a step, the interface") String source,
      @Key("times that it was measured") int count,
      @Key("of these within the limit by the rule") int met,
      @Nullable Double least,
      @Nullable Double greatest,
      @Key("what was seen, of words; of several the first that was not met") String seen,
      @Key("expanded, k = 2, the greatest") double uncertainty,
      @Nullable Double margin,
      @Key("run of the measurement that decided: the one nearest to its limit, or beyond it")
          String run,
      @Key("its scenario") String scenario,
      @Key("when, on the scenario's timeline, in s") double seconds,
      @Key("the evidence that it comes from; the deciding item last") List<Item> decidedBy) {}

  /** A piece of evidence. */
  public record Item(String kind, double seconds, String what) {}

  /** A scenario, over all runs. */
  public record ScenarioRow(
      String id,
      String name,
      String location,
      @Key("SHA-256 over its text; empty where the run's messages don't have it") String hash,
      @Key("whether runs have it with different texts") boolean changed,
      List<String> requirements,
      @Key("verdict by run") Map<String, String> verdicts) {}

  /** A requirement set. */
  public record SetPart(
      String id,
      String title,
      String version,
      String document,
      String note,
      String hash,
      List<ClauseRow> clauses) {}

  /** A clause. */
  public record ClauseRow(
      String id,
      String title,
      String statement,
      String clause,
      boolean confirmed,
      String hash,
      List<String> shownBy,
      String limits,
      String notShown,
      @Key("by the letter of a product; evidence about the rig never counts")
          Map<String, String> verdicts,
      @Key("by the letter of a subject that is no product") Map<String, String> aboutTheRig) {}

  /** A limit, and how near values came. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Boundary(
      @Key("letter of the subject") String subject,
      @Key("who said it") String source,
      String quantity,
      String limit,
      String unit,
      int count,
      @Nullable Double least,
      @Nullable Double greatest,
      @Nullable Double margin) {}

  /** A machine of states in a run. */
  public record Machine(
      String run,
      String machine,
      int transitions,
      int judged,
      List<String> reached,
      List<String> notReached) {}
}
