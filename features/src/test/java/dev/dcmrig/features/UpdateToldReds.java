// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.evidence.Subject;
import dev.dcmrig.features.ota.UpdateHooks;
import dev.dcmrig.features.ota.UpdateToldChecks;
import dev.dcmrig.features.ota.UpdateToldChecks.Audience;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of {@link UpdateToldChecks} and {@link UpdateHooks}. */
final class UpdateToldReds {
  private static final String WRONG =
      "things wrong with what the DCM asks and tells the update server";
  private static final String FEEDBACK = "/deploymentBase/1/feedback";
  private static final String CANCEL = "/cancelAction/2/feedback";
  private static final String CONFIRMATION = "/confirmationBase/3/feedback";
  private static final String CONFIRMED =
      "{'confirmation':'confirmed','code':1,'details':['accepted']}";

  private UpdateToldReds() {}

  static Stream<Reds> all() {
    return Stream.of(told(), repeated(), conduct());
  }

  /** As the evidence's clock has it: the bench was opened at the beginning of an hour. */
  private static String words(String id, String second, String execution, String finished) {
    return "{'id':'%s','time':'%s','status':{'execution':'%s','result':{'finished':'%s'},'details':['so']}}"
        .formatted(id, TIME.formatted(second), execution, finished);
  }

  private static final String TIME = "20260601T0000%s";

  private static void told(
      Evidence e, double at, String second, String execution, String finished) {
    UpdateReds.update(e, at, "POST", FEEDBACK, words("1", second, execution, finished));
  }

  private static Reds told() {
    return Reds.of(
            "since the offer the update server has been told ...",
            e -> {
              UpdateReds.update(e, 11, "POST", CONFIRMATION, CONFIRMED);
              told(e, 12, "12", "proceeding", "none");
              // Another try, which a DCM may date anew.
              told(e, 13, "13", "proceeding", "none");
              UpdateReds.update(e, 14, "POST", CANCEL, words("2", "14", "rejected", "none"));
              UpdateReds.update(e, 15, "POST", CANCEL, words("2", "15", "closed", "success"));
              told(e, 20, "20", "closed", "failure");
            },
            p -> {
              p.event(10).until(30);
              p.of(UpdateToldChecks.class)
                  .since(Audience.SERVER, "confirmed, proceeding, too late, cancelled, failure");
            })
        .about("OTA-01")
        .red(
            "what the update server was told of the update",
            e -> e.http.remove(0),
            "'proceeding, too late, cancelled, failure'",
            "'confirmed, proceeding, too late, cancelled, failure'")
        .red(
            "what the update server was told of the update",
            e -> e.say(2, "proceeding", "scheduled"),
            "'confirmed, proceeding, scheduled, too late, cancelled, failure'",
            "'confirmed, proceeding, too late, cancelled, failure'");
  }

  private static Reds repeated() {
    return Reds.of(
            "from ANNOUNCED to SUCCEEDED the head unit is told at least each 1 s",
            e -> {
              e.views.add(UpdateReds.view(15, "ANNOUNCED"));
              e.views.add(UpdateReds.view(17.1, "SUCCEEDED"));
              Stream.of(13.0, 15.0, 16.0, 17.1, 19.0).forEach(e.updateMessages::add);
            },
            p -> {
              p.event(10).until(30);
              p.of(UpdateToldChecks.class).repeated("ANNOUNCED", "SUCCEEDED", p.span("1 s"));
            })
        .about("OTA-10")
        .red(
            "longest time in which the head unit was told nothing",
            e -> e.updateMessages.remove(2),
            "2.100 s",
            "at most 1.000 s \u00b1 0.100 s");
  }

  /** Each rule once. */
  private static Reds conduct() {
    Reds reds =
        Reds.of(
                "after a scenario with an update",
                e -> {
                  UpdateReds.update(e, 1, "GET", "", "");
                  UpdateReds.update(e, 2, "GET", "/deploymentBase/1?c=1", "");
                  UpdateReds.told(e, 3, "1.0.0");
                  e.say(2, "'data':{", "'mode':'merge','data':{'vin':'" + Evidence.VIN + "',");
                  told(e, 4.5, "04", "proceeding", "none");
                  told(e, 5.5, "05", "downloaded", "none");
                  told(e, 6.5, "06", "scheduled", "none");
                  told(e, 7.5, "07", "scheduled", "none");
                  told(e, 9.5, "09", "closed", "success");
                  UpdateReds.update(e, 10, "POST", CONFIRMATION, CONFIRMED);
                },
                p -> {
                  p.event(0).until(30);
                  p.of(UpdateHooks.class).judge();
                })
            .about("OTA-03");
    red(reds, e -> e.say(3, "'id':'1'", "'id':'2'"));
    red(reds, e -> e.say(3, "T000004", "T000006"));
    red(reds, e -> e.say(4, "T000005", "T000002"));
    red(reds, e -> e.say(4, "T000005", ""));
    red(reds, e -> e.say(5, "'so'", "' '"));
    red(reds, e -> e.say(8, "'accepted'", "''"));
    red(reds, e -> told(e, 11.5, "11", "proceeding", "none"));
    red(reds, e -> e.http.add(4, e.http.get(3)));
    red(reds, e -> e.say(6, "scheduled", "downloaded"));
    red(reds, e -> UpdateReds.update(e, 12, "GET", "/deploymentBase/1?c=2", ""));
    red(reds, e -> e.say(2, Evidence.VIN, "another"));
    red(reds, e -> e.say(2, "merge", "replace"));
    red(reds, e -> e.views.add(UpdateReds.view(9, "FAILED")));
    red(reds, e -> e.noted(12, Subject.DCM, "http.wrong"));
    return reds;
  }

  private static void red(Reds reds, Consumer<Evidence> change) {
    reds.red(WRONG, change, "1", "exactly 0");
  }
}
