// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.NEVER;
import static dev.dcmrig.features.Evidence.PLACE;
import static dev.dcmrig.features.Evidence.VIN;
import static dev.dcmrig.features.Evidence.at;
import static dev.dcmrig.features.Evidence.north;

import dev.dcmrig.api.EmergencyCentre.Incident;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.features.call.CentreChecks;
import dev.dcmrig.features.scene.Hooks;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.service.EventChecks;
import java.util.List;
import java.util.stream.Stream;

/** Cases of {@link EventChecks}, {@link CentreChecks} and of what follows each scenario. */
final class CentreReds {
  private static final String EVENT =
      "'incident':%d,'kind':'sos','state':'%s','attempt':1,'timestamp':'2026-06-01T00:00:%sZ'";

  private CentreReds() {}

  static Stream<Reds> all() {
    return Stream.of(told(), nothingWrong(), dispatched(), closed(), noted());
  }

  private static Reds told() {
    return Reds.of(
            "the service has been told of sos: triggered 1, connected 1",
            e -> {
              e.call(10.5, 12, NEVER);
              e.post(2, Traffic.EVENTS, "k0", EVENT.formatted(1, "triggered", "01"), 204);
              e.post(11, Traffic.EVENTS, "k1", EVENT.formatted(2, "triggered", "11.500"), 204);
              e.post(13, Traffic.EVENTS, "k2", EVENT.formatted(2, "connected", "12.000"), 204);
            },
            p ->
                p.event(10)
                    .of(EventChecks.class)
                    .told(p.emergency("sos: triggered 1, connected 1")))
        .red(
            "emergency events of the incident",
            e -> e.http.remove(2),
            "'triggered 1'",
            "'triggered 1, connected 1'")
        .red(
            "emergency events of the incident",
            e -> e.say(2, "'attempt':1", "'attempt':2"),
            "'triggered 1, connected 2'",
            "'triggered 1, connected 1'")
        .red("kind of the emergency events", e -> e.say(1, "'sos'", "'acn'"), "'acn, sos'", "'sos'")
        .red(
            "number of the incident",
            e -> e.say(0, "'incident':1", "'incident':3"),
            "2",
            "at least 4")
        .red(
            "time stamp of an emergency event, from what it tells on, triggered",
            e -> e.say(1, "00:00:11.500Z", "00:00:11.501Z"),
            "1.001 s",
            "0.000 s \u00b1 1.000 s");
  }

  private static Reds nothingWrong() {
    return Reds.of(
            "the centre has noted nothing wrong",
            e -> e.call(10.5, 12, NEVER),
            p -> {
              p.event(10).until(20);
              p.of(CentreChecks.class).nothingWrong();
            })
        .red(
            "things wrong with what the DCM sent",
            e -> e.wrong(11, WrongKind.SDP),
            "1",
            "exactly 0");
  }

  private static Incident incident(double closed, Place place, String... dispatched) {
    return new Incident(
        VIN, at(11), Evidence.atOrNull(closed), place, List.of(dispatched), "as it was");
  }

  private static Reds dispatched() {
    return Reds.of(
            "the agent sends to the car's position: ambulance, police",
            e -> e.incidents.add(incident(NEVER, north(PLACE, 149.9), "ambulance", "police")),
            p -> {
              p.event(10).until(12);
              p.of(CentreChecks.class).dispatched(List.of("ambulance", "police"));
            })
        .red(
            "services that were sent",
            e -> e.incidents.set(0, incident(NEVER, PLACE, "ambulance")),
            "'ambulance'",
            "'ambulance, police'")
        .red(
            "distance of where they were sent from the car",
            e -> e.incidents.set(0, incident(NEVER, north(PLACE, 150.1), "ambulance", "police")),
            "150.1 m",
            "at most 0.0 m \u00b1 150.0 m");
  }

  private static Reds closed() {
    return Reds.of(
            "nothing is dispatched and the case is closed within 20 s",
            e -> e.incidents.add(incident(32, PLACE)),
            p -> {
              p.event(10).until(12);
              p.of(CentreChecks.class).closed(p.span("20 s"));
            })
        .red(
            "time to the end of the case",
            e -> e.incidents.set(0, incident(32.001, PLACE)),
            "20.001 s",
            "at most 20.000 s")
        .red(
            "time to the end of the case",
            e -> e.incidents.set(0, incident(NEVER, PLACE)),
            "none in 50.000 s",
            "at most 20.000 s")
        .red(
            "services that were sent",
            e -> e.incidents.set(0, incident(32, PLACE, "fire")),
            "'fire'",
            "'none'");
  }

  /** What the centre has noted by the end of each scenario with a call. */
  private static Reds noted() {
    return Reds.of(
            "after a scenario with a call",
            e -> e.call(10.5, 12, NEVER),
            p -> {
              p.event(10).until(20);
              p.of(Hooks.class).judgeNoted();
            })
        .about("SOS-01", "SOS-02", "SOS-16")
        .red(
            "things wrong with how the DCM goes on",
            e -> e.wrong(11, WrongKind.DIALOG),
            "1",
            "exactly 0")
        .red("things wrong with the DCM's calls", e -> e.wrong(11, WrongKind.SDP), "1", "exactly 0")
        .red(
            "things wrong with the DCM's MSDs",
            e -> e.wrong(11, WrongKind.MSD_OUT_OF_RANGE),
            "1",
            "exactly 0")
        .red(
            "things wrong with the DCM's registrations",
            e -> e.wrong(11, WrongKind.REGISTRATION),
            "1",
            "exactly 0");
  }
}
