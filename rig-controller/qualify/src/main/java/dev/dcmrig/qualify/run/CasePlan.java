// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Area;
import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.worker.Case;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Order.Planned;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which cases a fault meets, in which order: of changed code first its tests, then those that get
 * to the changed line, its area's requirements first, in an order that shows much soon ({@link
 * Spread}). Of a wrong number those that name its key come first, then those of its area's
 * requirements, of each requirement the shortest first.
 */
final class CasePlan {
  private final Domain domain;
  private final List<CaseResult> reference;
  private final Map<String, FeatureScenario> scenarios = new HashMap<>();

  CasePlan(Domain domain, List<CaseResult> reference, Collection<FeatureScenario> scenarios) {
    this.domain = domain;
    this.reference =
        reference.stream()
            .sorted(
                Comparator.comparingLong(CaseResult::cpuMillis)
                    .thenComparing(result -> result.of().toString()))
            .toList();
    scenarios.forEach(scenario -> this.scenarios.put(scenario.id(), scenario));
  }

  /** Empty when no case gets to the place. */
  List<Planned> of(Fault fault) {
    Optional<Area> area = domain.area(fault);
    return fault.kind() == Fault.Kind.BYTECODE ? ofCode(fault, area) : ofRequirements(fault, area);
  }

  private List<Planned> ofCode(Fault fault, Optional<Area> area) {
    List<CaseResult> tests = new ArrayList<>();
    List<CaseResult> near = new ArrayList<>();
    List<CaseResult> far = new ArrayList<>();
    reference.stream()
        .filter(result -> reaches(result, fault))
        .filter(result -> !result.of().runsTests() || !tests.add(result))
        .forEach(result -> (isNear(result.of(), fault, area) ? near : far).add(result));
    String code = fault.type().substring(0, fault.type().lastIndexOf('.') + 1);
    return Stream.of(tests, Spread.over(code, near), Spread.over(code, far))
        .flatMap(List::stream)
        .map(CasePlan::planned)
        .toList();
  }

  private List<Planned> ofRequirements(Fault fault, Optional<Area> area) {
    Map<String, Integer> ranks = new HashMap<>();
    record Ranked(boolean named, boolean near, int rank, CaseResult result) {}
    return reference.stream()
        .map(
            result -> {
              boolean near = isNear(result.of(), fault, area);
              // The shortest of each requirement, then the second of each, and so on.
              int rank = ranks.merge(first(result.of()), 1, Integer::sum);
              return new Ranked(names(result, fault), near, rank, result);
            })
        .sorted(
            Comparator.comparing((Ranked ranked) -> !ranked.named())
                .thenComparing(ranked -> !ranked.near())
                .thenComparingInt(Ranked::rank))
        .map(ranked -> planned(ranked.result()))
        .toList();
  }

  /** Whether any case gets to the place. */
  boolean isReached(Fault fault) {
    return reference.stream().anyMatch(result -> reaches(result, fault));
  }

  /** The case that takes the least time: it shows whether a worker is as it was. */
  Planned canary() {
    return planned(
        reference.stream().filter(result -> !result.of().runsTests()).findFirst().orElseThrow());
  }

  private static Planned planned(CaseResult result) {
    return new Planned(result.of(), result.verdict().name(), result.digest(), result.cpuMillis());
  }

  /** What runs once in a process counts for every case: the first one had its probes. */
  private static boolean reaches(CaseResult result, Fault fault) {
    return fault.kind() != Fault.Kind.BYTECODE
        || (ClassKind.runsOnce(fault) && !result.of().runsTests())
        || result.reach().includes(fault.type(), fault.line());
  }

  private static boolean names(CaseResult result, Fault fault) {
    return result.keys().stream().anyMatch(fault.profile()::containsKey);
  }

  private boolean isNear(Case of, Fault fault, Optional<Area> area) {
    return requirements(of).stream()
        .anyMatch(
            id ->
                fault.requirements().isEmpty()
                    ? area.filter(found -> found.isAbout(id)).isPresent()
                    : fault.requirements().contains(id));
  }

  private List<String> requirements(Case of) {
    FeatureScenario scenario = scenarios.get(of.scenario());
    return scenario == null ? List.of() : scenario.requirements();
  }

  private String first(Case of) {
    return requirements(of).stream().findFirst().orElse("");
  }
}
