// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.features.ota.UpdateChecks;
import dev.dcmrig.features.ota.UpdateToldChecks;
import dev.dcmrig.features.ota.UpdateToldChecks.Audience;
import java.util.stream.Stream;

/** Cases of {@link UpdateChecks}. */
final class UpdateReds {
  static final String RESULT = "/deploymentBase/1/feedback";
  static final String SUCCESS =
      "{'id':'1','status':{'execution':'closed','result':{'finished':'success'}}}";

  private UpdateReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        result(),
        nothingInstalled(),
        shown(),
        about(),
        pieces(),
        noPiece(),
        afterTheOther(),
        silent());
  }

  static void told(Evidence e, double at, String version) {
    update(e, at, "PUT", "/configData", "{'data':{'version':'" + version + "'}}");
  }

  /** A request to the update server; of a path the part behind the controller's own. */
  static void update(Evidence e, double at, String method, String path, String json) {
    e.http.add(
        new HttpExchange(
            Evidence.at(at),
            Evidence.VIN,
            method,
            "/DEFAULT/controller/v1/" + Evidence.VIN + path,
            "",
            json.replace('\'', '"'),
            200));
  }

  static UpdateView view(double at, String state) {
    return new UpdateView(Evidence.at(at), state, "2.0.0", 1);
  }

  private static Reds result() {
    return Reds.of(
            "the update has succeeded within 3 min, and version 2.0.0 runs",
            e -> {
              told(e, 5, "1.0.0");
              told(e, 100, "2.0.0");
              update(e, 101, "POST", RESULT, SUCCESS);
            },
            p -> p.event(10).of(UpdateChecks.class).result("success", p.span("3 min"), "2.0.0"))
        .about("OTA-01", "OTA-07")
        .red(
            "time from the event to the result",
            e -> {
              told(e, 191, "2.0.0");
              update(e, 191, "POST", RESULT, SUCCESS);
              e.http.remove(2);
            },
            "181.000 s",
            "at most 180.000 s")
        .red(
            "result that the DCM has told",
            e -> e.say(2, "'success'", "'failure'"),
            "'failure'",
            "'success'")
        .red(
            "version that the server had been told by then",
            e -> e.move(1, 102),
            "'1.0.0'",
            "'2.0.0'");
  }

  private static Reds nothingInstalled() {
    return Reds.of(
            "nothing is installed for 1 min",
            e -> e.views.add(view(15, "ANNOUNCED")),
            p -> p.event(10).of(UpdateChecks.class).nothingInstalled(p.span("1 min")))
        .about("OTA-05")
        .red(
            "installations that were begun",
            e -> e.views.add(view(69, "INSTALLING")),
            "1",
            "exactly 0");
  }

  private static Reds shown() {
    return Reds.of(
            "since the offer the head unit has shown ANNOUNCED, INSTALLING, SUCCEEDED",
            e -> {
              e.views.add(view(15, "ANNOUNCED"));
              e.views.add(view(25, "INSTALLING"));
              e.views.add(view(40, "SUCCEEDED"));
            },
            p -> {
              p.event(10).until(50);
              p.of(UpdateToldChecks.class).since(Audience.USER, "ANNOUNCED, INSTALLING, SUCCEEDED");
            })
        .about("OTA-10")
        .red(
            "what the head unit has shown",
            e -> e.views.remove(0),
            "'INSTALLING, SUCCEEDED'",
            "'ANNOUNCED, INSTALLING, SUCCEEDED'");
  }

  private static Reds about() {
    return Reds.of(
            "since the offer the head unit has first told of 2.0.0, 1 min",
            e -> e.views.add(view(15, "OFFERED")),
            p -> {
              p.event(10).until(20);
              p.of(UpdateToldChecks.class).since(Audience.USER_FIRST, "2.0.0, 1 min");
            })
        .about("OTA-10")
        .red(
            "what is said of the update",
            e -> e.views.set(0, new UpdateView(Evidence.at(15), "OFFERED", "2.0.0", 0)),
            "'2.0.0, 0 min'",
            "'2.0.0, 1 min'");
  }

  private static Reds pieces() {
    return Reds.of(
            "the image was asked for in exactly 2 pieces",
            e -> {
              update(e, 20, "GET", "/softwaremodules/1/artifacts/dcm.bin", "");
              update(e, 21, "GET", "/softwaremodules/1/artifacts/dcm.bin", "");
            },
            p -> {
              p.event(10).until(30);
              p.of(UpdateChecks.class).pieces("exactly", p.count("2"), "pieces");
            })
        .about("OTA-04")
        .red(
            "requests for pieces of the image",
            e -> update(e, 22, "GET", "/softwaremodules/1/artifacts/dcm.bin", ""),
            "3",
            "exactly 2");
  }

  private static Reds noPiece() {
    return Reds.of(
            "no piece of the image is asked for within 1 min",
            e -> update(e, 5, "GET", "/softwaremodules/1/artifacts/dcm.bin", ""),
            p -> p.event(10).of(UpdateChecks.class).noPiece(p.span("1 min")))
        .about("OTA-02")
        .red(
            "pieces that were asked for",
            e -> update(e, 69, "GET", "/softwaremodules/1/artifacts/dcm.bin", ""),
            "1",
            "exactly 0");
  }

  private static Reds afterTheOther() {
    return Reds.of(
            "its first piece was asked for after the success of the other car",
            e -> {
              update(e, 30, "GET", "/softwaremodules/1/artifacts/dcm.bin", "");
              HttpExchange own =
                  new HttpExchange(
                      Evidence.at(20),
                      Evidence.OTHER_VIN,
                      "POST",
                      RESULT,
                      "",
                      SUCCESS.replace('\'', '"'),
                      200);
              e.http.add(own);
            },
            p -> {
              p.scene.cars.addSecond();
              p.event(10).until(50);
              p.of(UpdateChecks.class).afterTheOther();
            })
        .about("OTA-02")
        .red(
            "time from the success of the other car to the first piece",
            e -> e.move(1, 31),
            "-1.000 s",
            "at least 0.000 s");
  }

  private static Reds silent() {
    return Reds.of(
            "the update server hears nothing for 1 min",
            e -> told(e, 5, "1.0.0"),
            p -> p.event(10).of(UpdateChecks.class).silent(p.span("1 min")))
        .about("PRV-01")
        .red("requests to the update server", e -> update(e, 69, "GET", "", ""), "1", "exactly 0");
  }
}
