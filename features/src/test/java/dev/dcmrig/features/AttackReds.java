// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.features.ota.AttackSteps;
import java.util.stream.Stream;

/** Cases of {@link AttackSteps}. */
final class AttackReds {
  private static final String FEEDBACK =
      "/DEFAULT/controller/v1/" + Evidence.VIN + "/deploymentBase/1/feedback";
  private static final String MANIFEST = "/uptane/director/" + Evidence.VIN + "/manifest";

  private AttackReds() {}

  static Stream<Reds> all() {
    return Stream.of(toldOf(), passedOn(), noticedByDirector());
  }

  private static void asked(
      Evidence e, double at, String method, String path, String json, int status) {
    e.http.add(
        new HttpExchange(
            Evidence.at(at), Evidence.VIN, method, path, "", json.replace('\'', '"'), status));
  }

  private static void manifest(Evidence e, double at, String attack, int status) {
    asked(
        e,
        at,
        "PUT",
        MANIFEST,
        "{'signed':{'ecu_version_reports':{'navigation':{'signed':{'attacks_detected':'DENIED'}},'"
            + Evidence.VIN
            + "-dcm':{'signed':{'attacks_detected':'"
            + attack
            + "'}}}}}",
        status);
  }

  private static Reds toldOf() {
    return Reds.of(
            "the DCM has told server and director of FREEZE",
            e -> {
              manifest(e, 20, "", 200);
              manifest(e, 21, "FREEZE", 200);
              asked(
                  e,
                  22,
                  "POST",
                  FEEDBACK,
                  "{'status':{'execution':'closed','result':{'finished':'failure'},'details':"
                      + "['timestamp.json expired (Uptane 5.4.4.4-4, FREEZE)']}}",
                  200);
            },
            p -> {
              p.event(10).until(30);
              p.of(AttackSteps.class).toldOf("FREEZE");
            })
        .about("OTA-03")
        .red(
            "kind of attack that the update server was told",
            e -> e.say(2, "5.4.4.4-4, FREEZE", "5.4.4.4-3, ROLLBACK"),
            "'ROLLBACK'",
            "'FREEZE'")
        .red(
            "kind of attack that the director was told",
            e -> e.say(1, "FREEZE", "DENIED"),
            "'DENIED'",
            "'FREEZE'");
  }

  private static Reds passedOn() {
    return Reds.of(
            "the head unit has noticed FREEZE, and each report of the DCM was taken",
            e ->
                asked(
                    e,
                    20,
                    "PUT",
                    MANIFEST,
                    "{'signed':{'ecu_version_reports':{'"
                        + Evidence.VIN
                        + "-navigation':{'signed':{'attacks_detected':'FREEZE'}}}}}",
                    200),
            p -> {
              p.event(10).until(30);
              p.of(AttackSteps.class).noticed("navigation", "FREEZE");
            })
        .about("OTA-03")
        .red(
            "kind of attack in the ECU's report to the director",
            e -> e.say(0, "FREEZE", "REPLAY"),
            "'REPLAY'",
            "'FREEZE'")
        .red(
            "kind of attack in the ECU's report to the director",
            e -> e.say(0, "-navigation", "-gnss"),
            "'none'",
            "'FREEZE'");
  }

  private static Reds noticedByDirector() {
    return Reds.of(
            "the director has noticed REPLAY, and each report of the DCM was taken",
            e -> {
              manifest(e, 20, "", 200);
              manifest(e, 80, "", 200);
              e.noticed.add("REPLAY");
            },
            p -> {
              p.event(10).until(90);
              p.of(AttackSteps.class).noticed("director", "REPLAY");
            })
        .about("OTA-03")
        .red(
            "reports of the DCM that the director has refused",
            e -> {
              e.http.remove(1);
              manifest(e, 80, "", 409);
            },
            "1",
            "exactly 0");
  }
}
