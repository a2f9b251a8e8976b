// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Failures;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.service.ServiceWords;
import dev.dcmrig.features.svt.TrackingSteps;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.RetryPlan;
import dev.dcmrig.judge.Tries;
import dev.dcmrig.judge.Tries.Try;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What "nothing lost, nothing twice" means for each exchange of the fault matrix. */
public final class ExchangeChecks {
  static final String KEYS = "messages without a key of their own";
  static final String AGAIN = "tries of what was accepted";
  static final String MOST = "most tries of one message";
  static final String FEWEST = "fewest tries of one message that was given up";
  static final String REFUSED = "tries after a permanent refusal";
  static final String ACCEPTED = "acceptances of one message";
  static final String GAP = "gap between two tries";
  static final String NUMBERS = "messages with the sequence number of another";
  static final String CERTIFICATES = "wrong certificates that the DCM took";
  static final String ASKED = "requests for the order before the first report";
  static final String SECURITY = "security events";
  static final String EVENTS = "events with the content of another";
  static final String RESTRICTED = "telemetry under the restriction";

  private static final String CONFIGURATION_INTERVAL = "telematics.configurationInterval";
  private static final String TELEMETRY_INTERVAL = "telematics.telemetryInterval";
  private static final String SVT_INTERVAL = "svt.interval";
  private static final String ANSWER_TIMEOUT = "call.answerTimeout";

  private final Scene scene;
  private final Traffic traffic;
  private final Passing passing;
  private Duration from = Duration.ZERO;
  private Exchange exchange = Exchange.TELEMETRY;
  private Fault fault = Fault.STATUS_500;
  private int times;
  private int metBefore;
  private Duration injected = Duration.ZERO;

  public ExchangeChecks(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
    this.passing = new Passing(scene);
  }

  public void begin(Exchange newExchange, Fault newFault, int newTimes) {
    exchange = newExchange;
    fault = newFault;
    times = newTimes;
    from = scene.now();
    metBefore = scene.bench().backend().faults().met();
  }

  /** The fault that was put in last; one that no tries meet before the first. */
  public Fault lastFault() {
    return fault;
  }

  /** When it was put in. */
  Duration lastInjected() {
    return injected;
  }

  /** How many tries it was put in for. */
  int lastTimes() {
    return times;
  }

  public void injected(Fault newFault, int newTimes) {
    fault = newFault;
    times = newTimes;
    injected = scene.now();
  }

  RetryPlan plan() {
    return plan("telematics.answerTimeout");
  }

  /**
   * @param answerTimeout key of how long an answer is waited for
   */
  public RetryPlan plan(String answerTimeout) {
    DcmProfile profile = scene.bench().specification();
    return new RetryPlan(
        profile.count("telematics.tries"),
        Declared.seconds(profile.duration("telematics.firstRetry")),
        profile.number("telematics.retryFactor"),
        Declared.seconds(profile.duration("telematics.retryLimit")),
        profile.number("telematics.retryJitter"),
        Declared.seconds(profile.duration(answerTimeout)),
        answerTimeout,
        Declared.seconds(BackendFaults.RETRY_AFTER));
  }

  private Tries tries(String kind) {
    List<Try> seen =
        traffic.since(from, kind).stream()
            .map(
                each ->
                    new Try(
                        Scene.nanos(each.at()),
                        each.key(),
                        each.requestBody(),
                        outcome(each.status()),
                        Traffic.item(each).what()))
            .toList();
    return new Tries(seen, scene.required());
  }

  /** A try without an answer has met the fault. */
  private int outcome(int status) {
    return status == 0 ? Math.min(0, Failures.of(fault)) : status;
  }

  /** Without this a cell could pass because nothing went wrong. MQTT meets orders only. */
  void metAtLeastOnce() {
    int trusted = scene.bench().backend().faults().trusted();
    scene.judge(
        Subject.DCM,
        Asked.of(CERTIFICATES)
            .question()
            .number(trusted, Limit.exactly(0, scene.required()), List.of()));
    int met = scene.bench().backend().faults().met() - metBefore;
    boolean concerned = !Failures.isMqtt(fault) || exchange == Exchange.ORDER;
    scene.need(!concerned || met > 0, "the DCM has met no " + ServiceWords.words(fault));
  }

  /** Messages that may be given up: the next ones get through, and none is tried too often. */
  void expendable(String kind, String intervalKey) {
    int refused = Failures.isPermanent(fault) ? times : 0;
    BooleanSupplier two = () -> traffic.accepted(from, kind).size() >= 2;
    Measurement through = timeIn(kind, intervalKey, refused + 2, two);
    RetryPlan plan = plan();
    Tries tries = tries(kind);
    Asked fewest = Asked.of(FEWEST);
    Asked gap = Asked.of(GAP);
    List<Measurement> seen = new ArrayList<>();
    seen.add(through);
    seen.add(tries.mostTries(Asked.of(MOST).question(), plan));
    seen.add(tries.fewestTries(fewest.question(), plan, gap.tolerance(), Scene.nanos(scene.now())));
    seen.add(tries.afterRefusal(Asked.of(REFUSED).question()));
    seen.add(tries.keys(Asked.of(KEYS).question()));
    seen.add(tries.afterAcceptance(Asked.of(AGAIN).question()));
    seen.addAll(tries.gaps(gap.question(), plan, gap.tolerance()));
    seen.add(sameIn(NUMBERS, kind, List.of("sequence")));
    scene.judge(Subject.DCM, seen);
  }

  /** Messages that are told apart by their key, and not by what they say. */
  private Measurement sameIn(String quantity, String kind, List<String> fields) {
    return Counting.of(
        Asked.of(quantity).question(),
        Traffic.same(traffic.since(from, kind), fields),
        Limit.exactly(0, scene.required()));
  }

  /** Messages that must not be lost: each accepted once, one key, no try after that. */
  void durable(String kind) {
    Tries tries = tries(kind);
    Asked gap = Asked.of(GAP);
    List<Measurement> seen = new ArrayList<>();
    seen.add(tries.acceptances(Asked.of(ACCEPTED).question()));
    seen.add(tries.keys(Asked.of(KEYS).question()));
    seen.add(tries.afterAcceptance(Asked.of(AGAIN).question()));
    seen.addAll(tries.gaps(gap.question(), plan(), gap.tolerance()));
    scene.judge(Subject.DCM, seen);
  }

  /** A reset, and time without coverage, have no gaps that the network could see. */
  void nothingLost(Span limit) {
    Duration began = scene.now();
    scene.watch(
        limit.duration(), () -> Traffic.DURABLE.stream().allMatch(kind -> isAllAccepted(kind)));
    Asked time = Asked.of(Passing.TIME);
    Limit most = Limit.atMost(limit.seconds(), time.tolerance(limit), limit.source());
    scene.judge(
        Subject.DCM,
        time.question().number(Declared.seconds(scene.now().minus(began)), most, List.of()));
    List<Measurement> seen = new ArrayList<>();
    for (String kind : Traffic.DURABLE) {
      Tries tries = tries(kind);
      seen.add(tries.acceptances(Asked.of(ACCEPTED).question().of(kind)));
      seen.add(tries.afterAcceptance(Asked.of(AGAIN).question().of(kind)));
    }
    scene.judge(Subject.DCM, seen);
  }

  private boolean isAllAccepted(String kind) {
    List<String> accepted =
        traffic.accepted(from, kind).stream().map(HttpExchange::key).distinct().toList();
    return traffic.since(from, kind).stream().allMatch(each -> accepted.contains(each.key()));
  }

  /** The order is carried out once, and reports go on. */
  void order() {
    throughIn(
        "a report under the order",
        SVT_INTERVAL,
        1,
        () -> !traffic.accepted(from, Traffic.POSITIONS).isEmpty());
    if (!Failures.isMqtt(fault) && !Failures.isUnseen(fault)) {
      asksFirst();
    }
    Duration first = scene.now();
    through(
        "the report after the first one",
        () -> !traffic.accepted(first, Traffic.POSITIONS).isEmpty(),
        Declared.seconds(scene.bench().specification().duration(SVT_INTERVAL)),
        SVT_INTERVAL);
    durable(Traffic.ACKNOWLEDGEMENTS);
    List<EvidenceItem> starts = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (HttpExchange each : traffic.since(from, Traffic.ACKNOWLEDGEMENTS)) {
      if (!keys.contains(each.key())) {
        keys.add(each.key());
        starts.add(Traffic.item(each));
      }
    }
    List<Measurement> seen = new ArrayList<>();
    seen.add(
        Counting.of(
            Asked.of(TrackingSteps.ACKNOWLEDGEMENTS).question(),
            starts,
            Limit.atMost(1, 0, scene.required())));
    if (fault != Fault.MQTT_OUT_OF_ORDER) {
      List<EvidenceItem> events = Traffic.items(traffic.since(from, Traffic.SECURITY));
      seen.add(
          Counting.of(Asked.of(SECURITY).question(), events, Limit.exactly(0, scene.required())));
    }
    scene.judge(Subject.DCM, seen);
  }

  /** A state that could not be asked for is never taken for an order in force. */
  private void asksFirst() {
    Duration report = traffic.since(from, Traffic.POSITIONS).get(0).at();
    List<HttpExchange> asked =
        traffic.since(from, Traffic.ORDER).stream()
            .filter(each -> each.at().compareTo(report) < 0)
            .toList();
    int failed = fault == Fault.RESET_AFTER_ANSWER ? 0 : times;
    List<Measurement> seen = new ArrayList<>(gapsOfQuestions(asked, failed));
    seen.add(
        Asked.of(ASKED)
            .question()
            .number(
                asked.size(),
                Limit.atLeast(failed + 1.0, 0, scene.required()),
                Traffic.items(asked)));
    scene.judge(Subject.DCM, seen);
  }

  /** A question has no key: the first that fail, and the one that is well, are one message. */
  private List<Measurement> gapsOfQuestions(List<HttpExchange> asked, int failed) {
    List<Try> tries =
        asked.stream()
            .limit(failed + 1L)
            .map(
                each ->
                    new Try(
                        Scene.nanos(each.at()),
                        each.path(),
                        "",
                        Failures.of(fault),
                        Traffic.item(each).what()))
            .toList();
    Asked gap = Asked.of(GAP);
    return new Tries(tries, scene.required()).gaps(gap.question(), plan(), gap.tolerance());
  }

  /** The call isn't delayed, and each of its events arrives. */
  void emergency() {
    through(
        "a connected call",
        () -> scene.calls().size() == 1 && scene.call().connected() != null,
        Declared.seconds(scene.bench().specification().duration(ANSWER_TIMEOUT)),
        ANSWER_TIMEOUT);
    throughIn(
        "the events of the call",
        ANSWER_TIMEOUT,
        1,
        () -> hasEvent("triggered") && hasEvent("connected"));
    scene.bench().centre().hangUp(scene.cars.vin());
    throughIn("the event of the call's end", ANSWER_TIMEOUT, 1, () -> hasEvent("ended"));
    durable(Traffic.EVENTS);
    scene.judge(
        Subject.DCM, sameIn(EVENTS, Traffic.EVENTS, List.of("incident", "state", "attempt")));
  }

  private boolean hasEvent(String state) {
    return traffic.accepted(from, Traffic.EVENTS).stream()
        .anyMatch(each -> Traffic.text(each, "state").equals(state));
  }

  /** The restriction comes into force, at the latest with the first good answer. */
  void restriction() {
    int bad =
        Failures.isMqtt(fault) || Failures.isUnseen(fault) || fault == Fault.RESET_AFTER_ANSWER
            ? 0
            : times;
    throughIn(
        "a configuration that was fetched",
        CONFIGURATION_INTERVAL,
        Failures.isPermanent(fault) ? times + 1 : 1,
        () -> {
          List<HttpExchange> asked = traffic.since(from, Traffic.CONFIGURATION);
          return asked.size() > bad && asked.get(asked.size() - 1).status() == 200;
        });
    permanentAreNotRepeated();
    if (!Failures.isPermanent(fault)) {
      List<HttpExchange> asked = traffic.since(from, Traffic.CONFIGURATION);
      scene.judge(Subject.DCM, gapsOfQuestions(asked, bad));
    }
    Duration restricted = scene.now();
    Duration twice = scene.bench().specification().duration(TELEMETRY_INTERVAL).multipliedBy(2);
    BooleanSupplier sent = () -> !traffic.since(restricted, Traffic.TELEMETRY).isEmpty();
    scene.within(twice, sent);
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(RESTRICTED).question(),
            Traffic.items(traffic.since(restricted, Traffic.TELEMETRY)),
            Limit.exactly(0, scene.required())));
  }

  /** A configuration is asked for again when it is due, and no earlier. */
  private void permanentAreNotRepeated() {
    List<HttpExchange> asked = traffic.since(from, Traffic.CONFIGURATION);
    Asked refused = Asked.of(REFUSED);
    double due = Declared.seconds(scene.bench().specification().duration(CONFIGURATION_INTERVAL));
    double tolerance = Asked.of(GAP).tolerance();
    List<EvidenceItem> early = new ArrayList<>();
    for (int index = 1; index < asked.size(); index++) {
      HttpExchange before = asked.get(index - 1);
      double gap = Declared.seconds(asked.get(index).at().minus(before.at()));
      if (RetryPlan.PERMANENT.contains(before.status()) && gap < due - tolerance) {
        early.add(Traffic.item(asked.get(index)));
      }
    }
    LimitSource source = LimitSource.profile(CONFIGURATION_INTERVAL);
    scene.judge(Subject.DCM, Counting.of(refused.question(), early, Limit.exactly(0, source)));
  }

  void allowedAgain() {
    Duration allowed = scene.now();
    throughIn(
        "telemetry after the restriction was lifted",
        TELEMETRY_INTERVAL,
        2,
        () -> !traffic.accepted(allowed, Traffic.TELEMETRY).isEmpty());
  }

  /** At most the time of the tries that fail, and then so many intervals. */
  private void throughIn(String what, String intervalKey, int intervals, BooleanSupplier seen) {
    scene.judge(Subject.DCM, timeIn(what, intervalKey, intervals, seen));
  }

  private Measurement timeIn(String what, String intervalKey, int intervals, BooleanSupplier seen) {
    double interval = Declared.seconds(scene.bench().specification().duration(intervalKey));
    return passing.time(
        what,
        seen,
        plan().longest(times, Failures.of(fault)) + intervals * interval,
        plan().keys() + ", " + intervalKey);
  }

  private void through(String what, BooleanSupplier seen, double limitSeconds, String keys) {
    scene.judge(Subject.DCM, passing.time(what, seen, limitSeconds, keys));
  }

  /** The acknowledgement of an order: when it came, and that it came once. */
  Duration longestAcknowledgement() {
    return Duration.ofMillis(Math.round(1_000 * plan().longest(times, Failures.of(fault))));
  }
}
