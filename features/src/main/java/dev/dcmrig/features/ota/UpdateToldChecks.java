// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.Traffic;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that the server and the head unit are told on an update's way (OTA-01, OTA-10). */
public final class UpdateToldChecks {
  private static final String TOLD = "what the update server was told of the update";
  private static final String SHOWN = "what the head unit has shown";
  private static final String ABOUT = "what is said of the update";
  private static final String NOTHING = "nothing";

  /** Who is told of an update. */
  public enum Audience {
    /** What the head unit has shown, one state after the other. */
    USER,
    /** Version and minutes that the head unit told of first. */
    USER_FIRST,
    SERVER
  }

  private final Scene scene;
  private final UpdateTraffic traffic;

  public UpdateToldChecks(Scene scene, UpdateTraffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  /** Everything, in its order; what is repeated is no other word. */
  @Then("since the offer the {updateAudience} {string}")
  @Check(quantity = SHOWN, unit = Unit.WORD, source = Source.BUS, speaksFor = "OTA-10")
  @Check(quantity = ABOUT, unit = Unit.WORD, source = Source.BUS, speaksFor = "OTA-10")
  @Check(quantity = TOLD, unit = Unit.WORD, source = Source.NETWORK)
  public void since(Audience audience, String expected) {
    List<UpdateView> views = traffic.views(traffic.offer());
    if (audience == Audience.USER) {
      judge(SHOWN, changes(views), expected, views.stream().map(UpdateTraffic::item).toList());
    } else if (audience == Audience.USER_FIRST) {
      scene.some(Subject.DCM, "views of an update", views);
      UpdateView first = views.get(0);
      String about = first.version() + ", " + first.minutes() + " min";
      judge(ABOUT, List.of(about), expected, List.of(UpdateTraffic.item(first)));
    } else {
      List<HttpExchange> feedback =
          traffic.since(traffic.offer()).stream()
              .filter(each -> each.path().endsWith("/feedback"))
              .toList();
      judge(TOLD, words(feedback), expected, Traffic.items(feedback));
    }
  }

  private void judge(String quantity, List<String> words, String expected, List<EvidenceItem> by) {
    scene.judge(
        Subject.DCM,
        Asked.of(quantity)
            .question()
            .word(
                words.isEmpty() ? NOTHING : String.join(", ", words),
                Limit.is(expected, LimitSource.step(expected)),
                by));
  }

  /** What is shown again, as after a restart of the DCM, is no change. */
  private static List<String> changes(List<UpdateView> views) {
    List<String> states = new ArrayList<>();
    for (UpdateView view : views) {
      if (states.isEmpty() || !states.get(states.size() - 1).equals(view.state())) {
        states.add(view.state());
      }
    }
    return states;
  }

  /** The same word again is another try, whatever its date and what it tells people. */
  private static List<String> words(List<HttpExchange> feedback) {
    List<String> words = new ArrayList<>();
    String before = "";
    for (HttpExchange each : feedback) {
      String word = UpdateTraffic.word(each);
      String told = each.path() + " " + word;
      if (!told.equals(before)) {
        words.add(word);
      }
      before = told;
    }
    return words;
  }

  /** A display that starts late shows it, too: the DCM says it each second. */
  @Then("from {updateView} to {updateView} the head unit is told at least each {span}")
  @Check(
      quantity = "longest time in which the head unit was told nothing",
      unit = Unit.SECOND,
      source = Source.BUS,
      tolerance = "100 ms",
      resolution = "1 ms",
      speaksFor = "OTA-10")
  public void repeated(String first, String last, Span span) {
    Duration from = first(first, scene.trigger);
    Duration to = first(last, from);
    Duration before = from;
    Duration longest = Duration.ZERO;
    Duration at = from;
    for (Duration told : scene.car().updateMessages()) {
      if (told.compareTo(from) > 0 && told.compareTo(to) <= 0) {
        if (told.minus(before).compareTo(longest) > 0) {
          longest = told.minus(before);
          at = told;
        }
        before = told;
      }
    }
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .number(
                longest.toNanos() / 1e9,
                Limit.atMost(span.seconds(), scene.tolerance(span), span.source()),
                List.of(new EvidenceItem("frame", Scene.nanos(at), "told again"))));
  }

  private Duration first(String state, Duration from) {
    List<UpdateView> views =
        traffic.views(from).stream().filter(view -> view.state().equals(state)).toList();
    scene.some(Subject.DCM, "times that " + state + " was shown", views);
    return views.get(0).at();
  }
}
