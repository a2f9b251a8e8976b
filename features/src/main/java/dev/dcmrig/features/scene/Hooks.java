// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Benches;
import dev.dcmrig.api.Benches.ScenarioId;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Wrong;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import java.util.ArrayList;
import java.util.List;

/** A clean bench around each scenario. */
public final class Hooks {
  /** Hooks of a higher order come first after a scenario; the default is 10,000. */
  private static final int BEFORE_THE_END = 20_000;

  private static final String CONDUCT = "things wrong with how the DCM goes on";
  private static final String CALLS = "things wrong with the DCM's calls";
  private static final String DATA = "things wrong with the DCM's MSDs";
  private static final String REGISTRATIONS = "things wrong with the DCM's registrations";

  private final Scene scene;

  public Hooks(Scene scene) {
    this.scene = scene;
  }

  @Before
  public void open(Scenario scenario) {
    scene.open(
        Benches.open(
            new ScenarioId(
                scenario.getUri().toString(),
                scenario.getLine(),
                scenario.getName(),
                List.copyOf(scenario.getSourceTagNames()))),
        List.copyOf(scenario.getSourceTagNames()));
  }

  /**
   * Before the bench is closed: what the centre has noted of the car's calls. So it is asked of
   * each scenario with a call, without a line in it. What is the same in each call is asked where
   * the requirement that says so is the scenario's own; how the DCM goes on, everywhere.
   */
  @After(order = BEFORE_THE_END)
  public void noted(Scenario scenario) {
    if (scene.isConductAsked(scenario.isFailed()) && hasCalls()) {
      judgeNoted();
    }
  }

  @Check(quantity = CONDUCT, unit = Unit.ONE, source = Source.CENTRE)
  @Check(
      quantity = CALLS,
      unit = Unit.ONE,
      source = Source.CENTRE,
      speaksFor = {"SOS-01", "ACN-01"})
  @Check(
      quantity = DATA,
      unit = Unit.ONE,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-13"})
  @Check(
      quantity = REGISTRATIONS,
      unit = Unit.ONE,
      source = Source.CENTRE,
      speaksFor = {"SOS-16", "ACN-11"})
  public void judgeNoted() {
    List<Measurement> counted = new ArrayList<>();
    for (String about : List.of(CONDUCT, CALLS, DATA, REGISTRATIONS)) {
      Asked asked = Asked.of(about);
      if (about.equals(CONDUCT) || scene.isAbout(asked.check().speaksFor())) {
        counted.add(Counting.of(asked.question(), noted(about), none()));
      }
    }
    scene.judge(Subject.DCM, counted);
  }

  /** A bench may do without a centre. */
  private boolean hasCalls() {
    try {
      return !scene.bench().centre().calls().isEmpty();
    } catch (BenchBroken e) {
      return false;
    }
  }

  private static Limit none() {
    return Limit.exactly(0, LimitSource.interfaceSection("2.2"));
  }

  private List<EvidenceItem> noted(String about) {
    return scene.bench().centre().wrongs().stream()
        .filter(wrong -> !wrong.vin().isEmpty() && about(wrong).equals(about))
        .map(wrong -> new EvidenceItem("sip", Scene.nanos(wrong.at()), wrong.what()))
        .toList();
  }

  private static String about(Wrong wrong) {
    return switch (wrong.kind()) {
      case INFO_PACKAGE, MSD_MISSING, MSD_UNREADABLE, MSD_OUT_OF_RANGE -> DATA;
      case REGISTRATION -> REGISTRATIONS;
      case HEADER, SDP, VOICE -> CALLS;
      case SIP, BODY, DIALOG, CONNECTION -> CONDUCT;
    };
  }

  /** The suite makes the verdict from what the steps threw; the bench notes only that it ended. */
  @After
  public void close(Scenario scenario) {
    if (scene.isOpen()) {
      try (Bench bench = scene.bench()) {
        bench.ended(!scenario.isFailed());
      }
    }
  }
}
