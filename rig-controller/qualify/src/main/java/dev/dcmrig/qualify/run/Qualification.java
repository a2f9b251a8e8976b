// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.qualify.fault.Area;
import dev.dcmrig.qualify.fault.Equivalents;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.fault.Sample;
import dev.dcmrig.qualify.mutants.BytecodeMutants;
import dev.dcmrig.qualify.run.WorkerProcess.Answer;
import dev.dcmrig.qualify.run.WorkerProcess.End;
import dev.dcmrig.qualify.worker.Case;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Order;
import dev.dcmrig.qualify.worker.Order.Change;
import dev.dcmrig.qualify.worker.Order.Planned;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.TagFilter;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.sim.HoldExpiredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/** The suite against faults, from what was asked for to what became of each. */
public final class Qualification {
  private static final String REFERENCE = "reference.ndjson";
  private static final String OUTCOMES = "outcomes.ndjson";

  /** Tries of a fault whose worker turns out not to be as before. */
  private static final int TRIES = 2;

  private final RigHome home;
  private final DriverTable drivers;
  private final WorkerCommand command;
  private final Watcher watcher;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile Runnable end = () -> {};

  public Qualification(RigHome home, DriverTable drivers, WorkerCommand command, Watcher watcher) {
    this.home = home;
    this.drivers = drivers;
    this.command = command;
    this.watcher = watcher;
  }

  /** From any thread: begins nothing any more, and ends what runs. What has ended is kept. */
  public void stop() {
    stopped.set(true);
    end.run();
  }

  /**
   * Tries a sample of faults; what the folder has outcomes of already is not tried again.
   *
   * @param found all faults that there are, and how they are made
   * @throws NotQualifiable when the suite does not pass where nothing is wrong
   * @throws IOException when the folder can't be written
   */
  public Qualified run(Request request, FoundFaults found) throws IOException {
    List<Fault> faults = found.faults();
    Map<String, String> equivalents =
        Equivalents.read(
            home,
            Equivalents.file(home),
            request.domain().name(),
            faults.stream().map(Fault::id).toList(),
            request.operators().equals(List.of(BytecodeMutants.STRONGER)));
    List<Fault> sample =
        Sample.part(
            Sample.of(
                request.only().of(faults),
                request.sample(),
                request.seed(),
                request.domain()::weight),
            request.shard());
    Files.createDirectories(request.out());
    String build = BuildPrint.of(home, Equivalents.file(home));
    try (LineBook<CaseResult> references =
            LineBook.open(
                request.out().resolve(REFERENCE),
                "the reference of "
                    + request.domain().name()
                    + " in build "
                    + build
                    + tests(request),
                CaseResult.class);
        LineBook<Outcome> outcomes =
            LineBook.open(
                request.out().resolve(OUTCOMES), heading(request, build), Outcome.class)) {
      return run(request, found, sample, equivalents, references, outcomes);
    }
  }

  private static String tests(Request request) {
    String print = request.tests().print();
    return print.isEmpty() ? "" : " with tests " + print;
  }

  /** What outcomes depend on, beside seed and size of the sample. */
  private static String heading(Request request, String build) {
    return "faults of "
        + request.domain().name()
        + " in build "
        + build
        + tests(request)
        + (request.tags().isEmpty() ? "" : ", scenarios of " + request.tags())
        + (request.most() == Integer.MAX_VALUE ? "" : ", at most " + request.most() + " a fault");
  }

  private Qualified run(
      Request request,
      FoundFaults found,
      List<Fault> sample,
      Map<String, String> equivalents,
      LineBook<CaseResult> references,
      LineBook<Outcome> outcomes) {
    List<FeatureScenario> scenarios = scenarios(request);
    List<CaseResult> reference = survey(request, found.defects(), scenarios, references);
    Map<String, Outcome> known = new HashMap<>();
    outcomes.found().forEach(outcome -> known.put(outcome.id(), outcome));
    List<UnreachedLine> unreached = new ArrayList<>();
    if (!stopped.get()) {
      List<Fault> open = sample.stream().filter(fault -> !known.containsKey(fault.id())).toList();
      CasePlan plan = new CasePlan(request.domain(), reference, scenarios);
      unreached.addAll(UnreachedLine.of(found.faults(), request.domain(), plan::isReached));
      Workers workers = new Workers(command, List.of(), request.workers(), stopped);
      end = workers::endAll;
      OutcomeBook book = new OutcomeBook(sample, known, outcomes, stopped, watcher);
      workers.doAll(
          open.size(),
          item ->
              seat -> {
                Fault fault = open.get(item);
                Outcome outcome =
                    Optional.ofNullable(equivalents.get(fault.id()))
                        .map(
                            reason ->
                                Outcome.withoutTrying(
                                    fault, areaName(request, fault), Noticed.EQUIVALENT, reason))
                        .orElseGet(() -> tried(request, fault, found.bytes(), plan, seat));
                book.add(outcome);
              });
      together(request, found, book, plan, workers);
    }
    List<Outcome> ordered = new ArrayList<>();
    sample.forEach(fault -> Optional.ofNullable(known.get(fault.id())).ifPresent(ordered::add));
    return new Qualified(
        request,
        request.only().of(found.faults()).size(),
        sample.size(),
        scenarios.size(),
        unreached,
        ordered);
  }

  private List<FeatureScenario> scenarios(Request request) {
    BenchConfiguration bench = BenchConfiguration.load(home, request.bench(), drivers);
    List<Path> suites = bench.file().suites(home);
    FeatureFiles features = FeatureFiles.read(home, suites, suites);
    TagFilter filter = TagFilter.of(request.tags(), features.tags());
    return features.scenarios().stream()
        .filter(scenario -> filter.matches(scenario.tags()))
        .toList();
  }

  /** Who survived the cases of its own meets all others in a group. */
  private void together(
      Request request, FoundFaults found, OutcomeBook book, CasePlan plan, Workers workers) {
    Map<Fault, List<Planned>> open = book.open(plan);
    List<List<Fault>> groups = FaultGroup.of(open.keySet());
    if (groups.isEmpty() || stopped.get()) {
      return;
    }
    watcher.note(
        open.size() + " that survived meet the rest of the suite in " + groups.size() + " groups");
    workers.doAll(
        groups.size(),
        item ->
            seat -> {
              GroupTrial trial =
                  new GroupTrial(
                      benchOf(request, found, plan, seat),
                      faults -> FaultGroup.changes(faults, found.bytes()),
                      stopped::get);
              groups
                  .get(item)
                  .forEach(fault -> trial.add(fault, open.getOrDefault(fault, List.of())));
              trial.run(
                  new GroupTrial.Told() {
                    @Override
                    public void noticed(Fault fault, Outcome outcome) {
                      book.add(outcome.afterMore(book.of(fault).tried()));
                    }

                    @Override
                    public void survived(Fault fault, int more) {
                      book.add(book.of(fault).afterMore(more));
                    }
                  });
            });
  }

  private GroupTrial.Bench benchOf(
      Request request, FoundFaults found, CasePlan plan, Workers.Seat seat) {
    return new GroupTrial.Bench() {
      @Override
      public Answer together(Order order) {
        return seat.worker().carryOut(order, result -> {});
      }

      @Override
      public Outcome alone(Fault fault, List<Planned> cases) {
        return Qualification.this.alone(request, fault, found.bytes(), cases, plan, seat);
      }

      @Override
      public void renew() {
        seat.renew();
      }
    };
  }

  private List<CaseResult> survey(
      Request request,
      List<Fault> defects,
      List<FeatureScenario> scenarios,
      LineBook<CaseResult> references) {
    List<String> probed = request.domain().packages();
    Workers workers = new Workers(command, probed, request.workers(), stopped);
    end = workers::endAll;
    List<Case> cases =
        Stream.concat(
                request.tests().types().stream().map(Case::ofTest),
                scenarios.stream().map(scenario -> Case.of(scenario.id())))
            .toList();
    Survey survey = new Survey(workers, references, stopped, watcher);
    List<CaseResult> plain = survey.of(cases);
    if (!request.domain().defects() || stopped.get()) {
      return plain;
    }
    List<CaseResult> all = new ArrayList<>(plain);
    all.addAll(survey.ofDefects(defects, scenarios, plain));
    return all;
  }

  private static String areaName(Request request, Fault fault) {
    return request.domain().area(fault).map(Area::name).orElse("");
  }

  private Outcome tried(
      Request request,
      Fault fault,
      Function<Fault, byte[]> bytes,
      CasePlan plan,
      Workers.Seat seat) {
    List<Planned> cases = plan.of(fault);
    if (cases.isEmpty()) {
      return Outcome.withoutTrying(fault, areaName(request, fault), Noticed.NOT_REACHED, "");
    }
    List<Planned> met = cases.subList(0, Math.min(cases.size(), request.most()));
    return alone(request, fault, bytes, met, plan, seat);
  }

  private Outcome alone(
      Request request,
      Fault fault,
      Function<Fault, byte[]> bytes,
      List<Planned> met,
      CasePlan plan,
      Workers.Seat seat) {
    Trial trial = new Trial(fault, request.domain().area(fault), met);
    Order order = order(fault, bytes, met);
    for (int tries = 1; ; tries++) {
      if (ClassKind.runsOnce(fault)) {
        seat.renew();
      }
      Answer answer = seat.worker().carryOut(order, result -> {});
      boolean unharmed = !answer.harmed() && isUnharmed(seat, trial.telling(answer), plan);
      if (!unharmed || ClassKind.isGivenOtherBytesOnce(fault)) {
        seat.renew();
      }
      // Bytes that nobody took in time may lie with a machine that is busy with something else.
      boolean ended =
          answer.end() != End.DONE && !answer.words().startsWith(HoldExpiredException.BEGINNING);
      if (unharmed || ended || tries == TRIES || stopped.get()) {
        return trial.outcome(answer);
      }
      watcher.note(fault.id() + " is tried again: its worker was not as before");
    }
  }

  private static Order order(Fault fault, Function<Fault, byte[]> bytes, List<Planned> cases) {
    boolean bytecode = fault.kind() == Fault.Kind.BYTECODE;
    return new Order(
        bytecode ? List.of(new Change(fault.type(), bytes.apply(fault))) : List.of(),
        fault.defects(),
        fault.profile(),
        cases,
        true);
  }

  /**
   * Whether the case that has noticed the fault comes to the same as ever without it: then the
   * fault was noticed, and not what an earlier one has left behind.
   */
  private boolean isUnharmed(Workers.Seat seat, Optional<Planned> telling, CasePlan plan) {
    if (stopped.get() || seat.worker().endChildren() > 0) {
      return false;
    }
    if (telling.isEmpty()) {
      return true;
    }
    Planned canary = telling.get().of().defect().isEmpty() ? telling.get() : plan.canary();
    Answer answer = seat.worker().carryOut(Order.survey(List.of(canary)), result -> {});
    return answer.end() == End.DONE
        && answer.results().size() == 1
        && answer.results().get(0).digest().equals(canary.digest());
  }

  /** For a folder of its own. */
  public static Path defaultOut(RigHome home, String name) {
    return home.runs().resolve("qualify-" + name);
  }
}
