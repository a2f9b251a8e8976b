// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.UpdateReds.update;
import static dev.dcmrig.features.UpdateReds.view;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.features.network.ExchangeChecks;
import dev.dcmrig.features.ota.UpdateNumbers;
import java.util.stream.Stream;

/** Cases of {@link UpdateNumbers}. */
final class UpdateNumberReds {
  private static final String ATTRIBUTES =
      "{'data':{'hardware':'dcm-1','version':'1.0.0','rxswin':'R156'}}";

  private UpdateNumberReds() {}

  static Stream<Reds> all() {
    return Stream.of(tries(), polls(), shows(), told(), attributes());
  }

  private static void poll(Evidence e, double at) {
    update(e, at, "GET", "", "");
  }

  private static void lost(Evidence e, double at) {
    poll(e, at);
    e.status(e.http.size() - 1, 0);
  }

  /** Answers are waited for 10 s, and the gaps are 5 s and 10 s, with a tenth of them at random. */
  private static Reds tries() {
    return Reds.of(
            "exactly 3 tries of update poll come within 2 min",
            e -> {
              lost(e, 20);
              lost(e, 35.2);
              lost(e, 55.5);
            },
            p -> {
              p.event(10);
              p.of(ExchangeChecks.class).injected(Fault.NO_ANSWER, 9);
              p.of(UpdateNumbers.class).tries(p.count("3"), Exchange.UPDATE_POLL, p.span("2 min"));
            })
        .about("NET-02")
        .red("tries of the exchange", e -> lost(e, 76), "4", "exactly 3")
        .red(
            "gap between two tries, after try 1",
            e -> e.move(1, 34.7),
            "14.700 s",
            "15.000 s to 15.500 s \u00b1 0.250 s");
  }

  private static Reds polls() {
    return Reds.of(
            "polls come each 60 s, with their random part, for 10 min",
            e -> {
              for (int number = 0; number < 10; number++) {
                poll(e, 20 + number * 62.0 + number % 2);
              }
            },
            p -> p.event(10).of(UpdateNumbers.class).polls(p.span("60 s"), p.span("10 min")))
        .about("OTA-01")
        .red(
            "time from one poll to the next, after number 9",
            e -> e.move(9, 20 + 9 * 62.0 + 9),
            "71.000 s",
            "60.000 s to 66.000 s \u00b1 0.250 s")
        .red(
            "spread of the gaps between polls",
            e -> {
              for (int number = 1; number < 10; number++) {
                e.move(number, 20 + number * 62.0);
              }
            },
            "0.000 s",
            "at least 0.900 s");
  }

  private static Reds shows() {
    return Reds.of(
            "the head unit shows INSTALLING 10 s after ANNOUNCED",
            e -> {
              e.views.add(view(15, "ANNOUNCED"));
              e.views.add(view(25.5, "INSTALLING"));
            },
            p -> {
              p.event(10).until(16);
              p.of(UpdateNumbers.class).shows("INSTALLING", p.span("10 s"), "ANNOUNCED");
            })
        .about("OTA-10")
        .red(
            "time to what the head unit shows",
            e -> e.views.set(1, view(25.6, "INSTALLING")),
            "10.600 s",
            "10.000 s \u00b1 0.500 s");
  }

  /** 923 blocks of 64 KiB at 256 KiB a second, and 10 s: 240.75 s. */
  private static Reds told() {
    return Reds.of(
            "the head unit tells how long an update of 923 blocks takes",
            e -> e.views.add(new UpdateView(Evidence.at(15), "OFFERED", "2.0.0", 4)),
            p -> {
              p.event(10).until(20);
              p.of(UpdateNumbers.class).told(p.count("923"));
            })
        .about("OTA-10")
        .red(
            "minutes that are told",
            e -> e.views.set(0, new UpdateView(Evidence.at(15), "OFFERED", "2.0.0", 5)),
            "5",
            "exactly 4");
  }

  private static Reds attributes() {
    return Reds.of(
            "the update server has been told dcm-1, 1.0.0, R156",
            e -> update(e, 5, "PUT", "/configData", ATTRIBUTES),
            p -> p.event(10).of(UpdateNumbers.class).attributes("dcm-1, 1.0.0, R156"))
        .about("OTA-07")
        .red(
            "what the server was told last of hardware, version and RXSWIN",
            e -> e.say(0, "'R156'", "'R157'"),
            "'dcm-1, 1.0.0, R157'",
            "'dcm-1, 1.0.0, R156'");
  }
}
