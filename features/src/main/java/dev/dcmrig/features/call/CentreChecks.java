// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Incident;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import dev.dcmrig.judge.Places;
import dev.dcmrig.judge.Same;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What must be seen of the agent's case, and of what the centre noted. */
public final class CentreChecks {
  private static final String SERVICES = "services that were sent";
  private static final String WHERE = "distance of where they were sent from the car";
  private static final String CLOSED = "time to the end of the case";

  private final Scene scene;

  public CentreChecks(Scene scene) {
    this.scene = scene;
  }

  @Then("the centre has noted nothing wrong with what the DCM sent")
  @Check(quantity = "things wrong with what the DCM sent", unit = Unit.ONE, source = Source.CENTRE)
  public void nothingWrong() {
    List<EvidenceItem> wrongs =
        scene.bench().centre().wrongs().stream()
            .filter(wrong -> wrong.vin().equals(scene.cars.vin()))
            .map(wrong -> new EvidenceItem("sip", Scene.nanos(wrong.at()), wrong.what()))
            .toList();
    scene.judge(
        Subject.DCM,
        Counting.of(scene.question(), wrongs, Limit.exactly(0, LimitSource.step("nothing"))));
  }

  @Then("the agent sends to the car's position: {services}")
  @Check(quantity = SERVICES, unit = Unit.WORD, source = Source.CENTRE, within = "10 s")
  @Check(
      quantity = WHERE,
      unit = Unit.METRE,
      source = Source.CENTRE,
      tolerance = "150 m",
      resolution = "0.1 m")
  public void dispatched(List<String> services) {
    scene.within(Asked.first().within(), () -> incident().dispatched().equals(services));
    Incident incident = incident();
    List<Measurement> seen = new ArrayList<>();
    seen.add(sent(incident, services));
    if (!services.isEmpty()) {
      Asked where = Asked.of(WHERE);
      seen.add(
          Places.distance(
              where.question(),
              DataChecks.point(incident.position()),
              DataChecks.point(scene.place),
              Limit.atMost(0, where.tolerance(), LimitSource.step("the car's position")),
              item(incident)));
    }
    scene.judge(Subject.SERVICE, seen);
  }

  private static Measurement sent(Incident incident, List<String> services) {
    String expected = services.isEmpty() ? "none" : String.join(", ", services);
    return Same.all(
        Asked.of(SERVICES).question(),
        incident.dispatched(),
        services,
        LimitSource.step(expected),
        item(incident));
  }

  private static List<EvidenceItem> item(Incident incident) {
    String what = "case of " + incident.vin() + ", " + incident.outcome();
    return List.of(new EvidenceItem("call", Scene.nanos(incident.opened()), what));
  }

  @Then("nothing is dispatched and the case is closed within {span}")
  @Check(quantity = CLOSED, unit = Unit.SECOND, source = Source.CENTRE, resolution = "1 ms")
  @Check(quantity = SERVICES, unit = Unit.WORD, source = Source.CENTRE)
  public void closed(Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> incident().closed() != null);
    Incident incident = incident();
    List<EvidenceItem> closed =
        Stream.of(incident.closed())
            .filter(Objects::nonNull)
            // One that was closed before the step began is closed at once.
            .map(at -> at.compareTo(from) < 0 ? from : at)
            .map(at -> new EvidenceItem("call", Scene.nanos(at), "case closed"))
            .toList();
    Asked asked = Asked.of(CLOSED);
    scene.judge(
        Subject.SERVICE,
        List.of(
            Latency.toFirst(
                asked.question(),
                Scene.nanos(from),
                closed,
                Limit.atMost(limit.seconds(), asked.tolerance(limit), limit.source()),
                Scene.nanos(scene.now())),
            sent(incident, List.of())));
  }

  private Incident incident() {
    List<Incident> all =
        scene.bench().centre().incidents().stream()
            .filter(incident -> incident.vin().equals(scene.cars.vin()))
            .toList();
    scene.some(Subject.DCM, "cases at the centre", all);
    return all.get(all.size() - 1);
  }
}
