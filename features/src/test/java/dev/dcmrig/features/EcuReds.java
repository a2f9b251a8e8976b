// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.features.ota.EcuChecks;
import java.util.stream.Stream;

/** Cases of {@link EcuChecks}. */
final class EcuReds {
  private static final String NEW = "62F1895632"; // V2
  private static final String OLD = "62F1895631"; // V1
  private static final String ASKED = "22F189";

  private EcuReds() {}

  static Stream<Reds> all() {
    return Stream.of(found(), foundOnly(), told(), quiet(), pauses());
  }

  private static void update(Evidence e, double at, String path, String json) {
    e.http.add(
        new HttpExchange(
            Evidence.at(at),
            Evidence.VIN,
            "POST",
            "/DEFAULT/controller/v1/" + Evidence.VIN + path,
            "",
            json.replace('\'', '"'),
            200));
  }

  private static Reds found() {
    return Reds.of(
            "a tester finds software \"V2\" in the head unit, and the server was told the same",
            e -> {
              e.told.put(ASKED, NEW);
              update(e, 5, "/configData", "{'data':{'ecu.navigation':'V2'}}");
            },
            p -> p.event(10).of(EcuChecks.class).found("V2", "navigation", true))
        .about("OTA-08")
        .red(
            "software version that the ECU tells a tester",
            e -> e.told.put(ASKED, OLD),
            "'V1'",
            "'V2'")
        .red(
            "version of the ECU that the server was told last",
            e -> e.say(0, "'V2'", "'V1'"),
            "'V1'",
            "'V2'");
  }

  private static Reds foundOnly() {
    return Reds.of(
            "a tester finds software \"V2\" in the head unit",
            e -> e.told.put(ASKED, NEW),
            p -> p.event(10).of(EcuChecks.class).found("V2", "navigation", false))
        .about("OTA-08")
        .red(
            "software version that the ECU tells a tester",
            e -> e.told.put(ASKED, OLD),
            "'V1'",
            "'V2'");
  }

  private static Reds told() {
    return Reds.of(
            "the result tells that the head unit has \"V1\"",
            e ->
                update(
                    e,
                    20,
                    "/deploymentBase/1/feedback",
                    "{'status':{'execution':'closed','details':['it failed',"
                        + "'navigation: V1 (checksum: failed)']}}"),
            p -> {
              p.event(10).until(30);
              p.of(EcuChecks.class).told("navigation", "V1");
            })
        .about("OTA-08")
        .red(
            "what the result tells of the ECU",
            e -> e.say(0, "navigation: V1", "navigation: none"),
            "'none'",
            "'V1'");
  }

  private static Reds quiet() {
    return Reds.of(
            "the DCM asks the head unit nothing for 10 s",
            e -> e.askedByOthers.add(Evidence.at(9)),
            p -> p.event(10).of(EcuChecks.class).quiet("navigation", p.span("10 s")))
        .about("OTA-09")
        .red(
            "requests of the DCM to the ECU",
            e -> e.askedByOthers.add(Evidence.at(19)),
            "1",
            "exactly 0");
  }

  private static Reds pauses() {
    return Reds.of(
            "the longest pause of the DCM's requests to the head unit, once it installs, is 2 s",
            e -> {
              e.views.add(UpdateReds.view(11, "INSTALLING"));
              e.views.add(UpdateReds.view(20, "SUCCEEDED"));
              e.askedByOthers.add(Evidence.at(10.5));
              e.askedByOthers.add(Evidence.at(12));
              e.askedByOthers.add(Evidence.at(14));
              e.askedByOthers.add(Evidence.at(14.5));
              e.askedByOthers.add(Evidence.at(24));
            },
            p -> {
              p.event(10).until(30);
              p.of(EcuChecks.class).pauses("navigation", p.span("2 s"));
            })
        .about("OTA-08")
        .red(
            "longest pause of the DCM's requests to the ECU",
            e -> e.askedByOthers.set(3, Evidence.at(16.7)),
            "2.700 s",
            "2.000 s \u00b1 0.500 s");
  }
}
