// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Places;
import dev.dcmrig.judge.Places.Point;
import dev.dcmrig.judge.Same;
import dev.dcmrig.judge.Stamps;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be seen in the minimum set of data (MSD) of a call. */
public final class DataChecks {
  private static final String ACTIVATION = "activation in the MSD";
  private static final String TEST_CALL = "kind of call in the MSD";
  private static final String OF_VIN = "VIN in the MSD";
  private static final String FORMAT = "format version of the MSD";
  private static final String TYPE = "vehicle type in the MSD";
  private static final String PROPULSION = "propulsion in the MSD";
  private static final String OFF = "distance of the position in the MSD from the car";
  private static final String TRUST = "trust in the position in the MSD";
  private static final String EARLIER = "number of earlier positions in the MSD";
  private static final String BACK = "way back to an earlier position in the MSD";

  private static final double METRES_PER_KILOMETRE = 1_000;
  private static final double SECONDS_PER_HOUR = 3_600;

  private final Scene scene;

  public DataChecks(Scene scene) {
    this.scene = scene;
  }

  public static Point point(Place place) {
    return new Point(place.latitude(), place.longitude());
  }

  private static List<EvidenceItem> item(CrashData data) {
    String what = "MSD " + data.messageIdentifier() + " of " + data.vin();
    return List.of(new EvidenceItem("sip", Scene.nanos(data.received()), what));
  }

  private static String activation(boolean automatic) {
    return automatic ? "automatic" : "manual";
  }

  @Then("the MSD is that of a(n) {automatic} call of this car")
  @Check(
      quantity = ACTIVATION,
      unit = Unit.WORD,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-01", "ACN-14"})
  @Check(
      quantity = TEST_CALL,
      unit = Unit.WORD,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-01", "ACN-14"})
  @Check(
      quantity = OF_VIN,
      unit = Unit.WORD,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-01", "ACN-14"})
  @Check(
      quantity = FORMAT,
      unit = Unit.ONE,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-01", "ACN-14"})
  @Check(
      quantity = TYPE,
      unit = Unit.ONE,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-01", "ACN-14"})
  @Check(
      quantity = PROPULSION,
      unit = Unit.WORD,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-01", "ACN-14"})
  public void kind(Boolean automatic) {
    CrashData data = scene.data();
    String expected = activation(automatic);
    String call = data.testCall() ? "test" : "emergency";
    scene.judge(
        Subject.DCM,
        List.of(
            Same.word(
                Asked.of(ACTIVATION).question(),
                activation(data.automatic()),
                expected,
                LimitSource.step(expected),
                item(data)),
            Same.word(
                Asked.of(TEST_CALL).question(), call, "emergency", scene.required(), item(data)),
            Same.word(
                Asked.of(OF_VIN).question(),
                data.vin(),
                scene.cars.vin(),
                LimitSource.step("this car"),
                item(data)),
            fact(FORMAT, data.version(), "msd.version", data),
            fact(TYPE, data.vehicleType(), "msd.vehicleType", data),
            Same.all(
                Asked.of(PROPULSION).question(),
                data.propulsion(),
                words("msd.propulsion"),
                LimitSource.profile("msd.propulsion"),
                item(data))));
  }

  /** A fact about the car that stands in the specified profile. */
  private Measurement fact(String quantity, int told, String key, CrashData data) {
    int expected = scene.bench().specification().count(key);
    Limit limit = Limit.exactly(expected, LimitSource.profile(key));
    return Asked.of(quantity).question().number(told, limit, item(data));
  }

  /** A list of the specified profile: {@code [gasoline-tank, electric-energy-storage]}. */
  private List<String> words(String key) {
    String list = scene.bench().specification().text(key).replaceAll("[\\[\\] ]", "");
    return list.isEmpty() ? List.of() : List.of(list.split(","));
  }

  @Then("the position in the MSD is within {int} m of the car's, and {trusted}")
  @Check(
      quantity = OFF,
      unit = Unit.METRE,
      source = Source.CENTRE,
      resolution = "0.1 m",
      speaksFor = {"SOS-02", "ACN-01", "SOS-01"})
  @Check(quantity = TRUST, unit = Unit.WORD, source = Source.CENTRE)
  public void position(int metres, Boolean trusted) {
    CrashData data = scene.data();
    Asked off = Asked.of(OFF);
    String expected = trust(trusted);
    scene.judge(
        Subject.DCM,
        List.of(
            Places.distance(
                off.question(),
                point(data.position()),
                point(scene.place),
                Limit.atMost(metres, off.tolerance(), LimitSource.step(metres + " m")),
                item(data)),
            Same.word(
                Asked.of(TRUST).question(),
                trust(data.trusted()),
                expected,
                LimitSource.step(expected),
                item(data))));
  }

  private static String trust(boolean trusted) {
    return trusted ? "trusted" : "not trusted";
  }

  @Then("two earlier positions are {span} and {span} back at {int} km\\/h, to within {int} m")
  @Check(quantity = EARLIER, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = BACK, unit = Unit.METRE, source = Source.CENTRE, resolution = "3 m")
  public void earlier(Span first, Span second, int speed, int tolerance) {
    CrashData data = scene.data();
    List<Span> expected = List.of(first, second);
    List<Place> recent = data.recent();
    List<Measurement> seen = new ArrayList<>();
    Limit two = Limit.exactly(expected.size(), LimitSource.step("two"));
    seen.add(Asked.of(EARLIER).question().number(recent.size(), two, item(data)));
    for (int index = 0; index < Math.min(recent.size(), expected.size()); index++) {
      Span ago = expected.get(index);
      double metres = speed * METRES_PER_KILOMETRE / SECONDS_PER_HOUR * ago.seconds();
      seen.add(
          Places.distance(
              Asked.of(BACK).question().of("N" + (index + 1)),
              point(recent.get(index)),
              point(data.position()),
              Limit.nominal(metres, tolerance, ago.source()),
              item(data)));
    }
    scene.judge(Subject.DCM, seen);
  }

  /** The MSD has steps of 2 degrees (EN 15722). */
  @Then("the direction in the MSD is {int} degrees")
  @Check(
      quantity = "distance of the direction in the MSD from the car's",
      unit = Unit.DEGREE,
      source = Source.CENTRE,
      tolerance = "2 deg",
      resolution = "2 deg")
  public void direction(int degrees) {
    CrashData data = scene.data();
    LimitSource source = LimitSource.step(degrees + " degrees");
    Limit limit = Limit.atMost(0, scene.tolerance(), source);
    Optional<Double> told = data.direction();
    scene.judge(
        Subject.DCM,
        told.isEmpty()
            ? scene.question().missing("unknown", limit, item(data))
            : Places.turn(scene.question(), told.get(), degrees, limit, item(data)));
  }

  @Then("the MSD gives {passengers}")
  @Check(quantity = "passengers in the MSD", unit = Unit.WORD, source = Source.CENTRE)
  public void passengers(String passengers) {
    CrashData data = scene.data();
    scene.judge(
        Subject.DCM,
        Same.word(
            scene.question(),
            data.passengers().map(String::valueOf).orElse("unknown"),
            passengers,
            LimitSource.step(passengers),
            item(data)));
  }

  /** Identifiers count over all attempts of one incident, from 1 (EN 15722). */
  @Then("the MSD is number {count} of its incident")
  @Check(quantity = "message identifier in the MSD", unit = Unit.ONE, source = Source.CENTRE)
  public void number(Count count) {
    CrashData data = scene.data();
    Limit limit = Limit.exactly(count.number(), count.source());
    scene.judge(Subject.DCM, scene.question().number(data.messageIdentifier(), limit, item(data)));
  }

  /** The MSD has whole seconds (EN 15722): those of the event, or the ones before or after. */
  @Then("the time stamp in the MSD is within {span} of the event")
  @Check(
      quantity = "time stamp in the MSD, from the event on",
      unit = Unit.SECOND,
      source = Source.CENTRE,
      resolution = "1 s",
      speaksFor = {"ACN-13"})
  public void timestamp(Span limit) {
    CrashData data = scene.data();
    scene.judge(
        Subject.DCM,
        Stamps.offset(
            scene.question(),
            data.timestamp(),
            scene.bench().startedAt().plus(scene.trigger),
            Limit.nominal(0, limit.seconds() + scene.tolerance(limit), limit.source()),
            item(data)));
  }

  /** Waits for one too many, too: what must not come may come late. */
  @Then("{count} messages of data have arrived in the call within {span}")
  @Check(quantity = "minimum sets of data in the call", unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = "message identifier in the MSD", unit = Unit.ONE, source = Source.CENTRE)
  public void messages(Count count, Span limit) {
    Call call = scene.call();
    scene.within(limit.duration(), () -> call.data().size() > count.number());
    List<CrashData> data = call.data();
    List<Measurement> seen = new ArrayList<>();
    seen.add(
        Counting.of(
            scene.question(),
            data.stream().flatMap(each -> item(each).stream()).toList(),
            Limit.exactly(count.number(), count.source())));
    for (int index = 0; index < Math.min(count.number(), data.size()); index++) {
      CrashData each = data.get(index);
      seen.add(
          Asked.of("message identifier in the MSD")
              .question()
              .of("number " + (index + 1))
              .number(
                  each.messageIdentifier(),
                  Limit.exactly(index + 1, scene.required()),
                  item(each)));
    }
    scene.judge(Subject.DCM, seen);
  }
}
