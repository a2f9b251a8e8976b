// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.UpdateFleet;
import dev.dcmrig.api.UpdateFleet.Kind;
import dev.dcmrig.api.UpdateFleet.Progress;
import dev.dcmrig.api.UpdateFleet.Term;
import dev.dcmrig.api.UpdateFleet.WaveCount;
import dev.dcmrig.api.UpdateFleet.Word;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout does to no car of a fleet (OTA-02). Judged by what the cars have said and by the
 * bytes that they got; the server's counts are held against it, and never believed.
 */
public final class FleetConduct {
  private static final String AGAIN = "cars that read a task again after their success";
  private static final String UNREADABLE = "cars that were told twice of a task they may not read";
  private static final String OTHER_BYTES = "cars that got other bytes than the release has";
  private static final String UNASKED = "cars that read a task before their user had agreed";
  private static final String EARLY = "cars that ran the new version before they might install";
  private static final String SOON = "cars that read a task again too soon after their failure";
  private static final String FOREIGN = "cars of other hardware that read a task";
  private static final String UNHEARD = "cars that were refused a word about their open task";
  private static final String UNKNOWN = "cars that the server knows another version of";
  private static final String MISCOUNTED = "cars that the server counts otherwise than they say";

  private final Scene scene;

  public FleetConduct(Scene scene) {
    this.scene = scene;
  }

  /** What may happen to no car. */
  public enum Wrong {
    READ_AGAIN(AGAIN),
    UNREADABLE_TASK(UNREADABLE),
    GOT_OTHER_BYTES(OTHER_BYTES),
    READ_UNASKED(UNASKED),
    INSTALLED_EARLY(EARLY),
    ASKED_AGAIN_SOON(SOON),
    OF_OTHER_HARDWARE(FOREIGN),
    REFUSED_A_WORD(UNHEARD),
    KNOWN_OTHERWISE(UNKNOWN),
    COUNTED_OTHERWISE(MISCOUNTED);

    private final String quantity;

    Wrong(String quantity) {
      this.quantity = quantity;
    }
  }

  private UpdateFleet fleet() {
    return scene.bench().backend().updates().fleet();
  }

  private List<Word> words(Kind kind) {
    return fleet().words().stream().filter(word -> word.kind() == kind).toList();
  }

  /** Whether they may read it or not: where nobody is told anything, nothing is shown. */
  private List<Word> told() {
    return fleet().words().stream()
        .filter(word -> word.kind() == Kind.READING || word.kind() == Kind.REFUSED)
        .toList();
  }

  @Then("no car of the fleet {fleetWrong}")
  @Check(quantity = AGAIN, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = UNREADABLE, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = OTHER_BYTES, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = UNASKED, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = EARLY, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = SOON, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = FOREIGN, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = UNHEARD, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = UNKNOWN, unit = Unit.ONE, source = Source.SERVICE, speaksFor = "OTA-02")
  @Check(quantity = MISCOUNTED, unit = Unit.ONE, source = Source.SERVICE, speaksFor = "OTA-02")
  public void none(Wrong wrong) {
    scene.some(Subject.SERVICE, "cars that were told of a task", told());
    List<EvidenceItem> found =
        switch (wrong) {
          case READ_AGAIN -> items(after(Kind.SUCCESS, Duration.ofDays(1)));
          case UNREADABLE_TASK -> items(unreadable());
          case GOT_OTHER_BYTES -> items(words(Kind.OTHER_BYTES));
          case READ_UNASKED -> items(unasked());
          case INSTALLED_EARLY -> items(early());
          case ASKED_AGAIN_SOON -> items(after(Kind.FAILURE, time(Term.RETRIES_AFTER)));
          case OF_OTHER_HARDWARE -> items(foreign());
          case REFUSED_A_WORD -> items(words(Kind.WORD_REFUSED));
          case KNOWN_OTHERWISE -> items(knownOtherwise());
          case COUNTED_OTHERWISE -> miscounted();
        };
    scene.judge(
        Subject.SERVICE,
        Counting.of(
            Asked.of(wrong.quantity).question(), found, Limit.exactly(0, LimitSource.step("no"))));
  }

  private static List<EvidenceItem> items(List<Word> words) {
    Set<String> cars = new HashSet<>();
    return words.stream().filter(word -> cars.add(word.car())).map(FleetSteps::item).toList();
  }

  private Duration time(Term term) {
    Duration time = fleet().terms().get(term);
    if (time == null) {
      throw new IllegalStateException("the scenario has not ordered " + term);
    }
    return time;
  }

  /** Readings that come less than a time after the car's last result of a kind. */
  private List<Word> after(Kind result, Duration within) {
    Map<String, Duration> results = new HashMap<>();
    List<Word> found = new ArrayList<>();
    for (Word word : fleet().words()) {
      Duration before = results.get(word.car());
      if (word.kind() == result) {
        results.put(word.car(), word.at());
      } else if (word.kind() == Kind.READING
          && before != null
          && word.at().minus(before).compareTo(within) < 0) {
        found.add(word);
      }
    }
    return found;
  }

  /** Once may be chance: the rollout is paused or stopped between a poll and what follows it. */
  private List<Word> unreadable() {
    Set<String> before = new HashSet<>();
    return words(Kind.REFUSED).stream()
        .filter(word -> !before.add(word.car() + " " + word.text()))
        .toList();
  }

  private List<Word> unasked() {
    Set<String> agreed = new HashSet<>();
    List<Word> found = new ArrayList<>();
    for (Word word : fleet().words()) {
      if (word.kind() == Kind.AGREED) {
        agreed.add(word.car());
      } else if (word.kind() == Kind.READING && !agreed.contains(word.car())) {
        found.add(word);
      }
    }
    return found;
  }

  private List<Word> early() {
    Duration opens = scene.trigger.plus(time(Term.INSTALLS_FROM));
    return updated().stream().filter(word -> word.at().compareTo(opens) < 0).toList();
  }

  /** Each word of a version that is not the car's first one. */
  private List<Word> updated() {
    Map<String, String> first = new HashMap<>();
    return words(Kind.VERSION).stream()
        .filter(word -> !word.text().equals(first.computeIfAbsent(word.car(), car -> word.text())))
        .toList();
  }

  /** A car that has told no other version than its first one may be unknown. */
  private List<Word> knownOtherwise() {
    Map<String, String> known = fleet().known();
    Map<String, Word> first = new HashMap<>();
    Map<String, Word> last = new LinkedHashMap<>();
    for (Word word : words(Kind.VERSION)) {
      first.putIfAbsent(word.car(), word);
      last.put(word.car(), word);
    }
    return last.values().stream()
        .filter(
            word -> {
              String version = known.getOrDefault(word.car(), "");
              boolean unchanged = word.equals(first.get(word.car()));
              return !(version.equals(word.text()) || (version.isEmpty() && unchanged));
            })
        .toList();
  }

  private List<Word> foreign() {
    Map<String, String> hardware = new HashMap<>();
    words(Kind.HARDWARE).forEach(word -> hardware.put(word.car(), word.text()));
    String usual = scene.bench().specification().text("ota.hardware");
    return words(Kind.READING).stream()
        .filter(word -> !usual.equals(hardware.get(word.car())))
        .toList();
  }

  /** One item for each car that is too many or too few in a count of its wave. */
  private List<EvidenceItem> miscounted() {
    List<Progress> progress = fleet().progress();
    scene.some(Subject.SERVICE, "counts of the server", progress);
    Progress end = progress.get(progress.size() - 1);
    Map<String, Integer> waves = new LinkedHashMap<>();
    words(Kind.READING).forEach(word -> waves.put(word.car(), word.wave()));
    // A car may have told its result, but not yet its version, or the other way round.
    Set<String> updated = new HashSet<>();
    updated().forEach(word -> updated.add(word.car()));
    words(Kind.SUCCESS).forEach(word -> updated.add(word.car()));
    words(Kind.SUCCESS_REFUSED).forEach(word -> updated.add(word.car()));
    Map<String, Kind> results = new HashMap<>();
    fleet().words().stream()
        .filter(word -> word.kind() == Kind.SUCCESS || word.kind() == Kind.FAILURE)
        .forEach(word -> results.put(word.car(), word.kind()));
    List<EvidenceItem> found = new ArrayList<>();
    for (int no = 1; no <= end.waves().size(); no++) {
      WaveCount counted = end.waves().get(no - 1);
      int run = 0;
      int failed = 0;
      int silent = 0;
      for (Map.Entry<String, Integer> car : waves.entrySet()) {
        if (car.getValue() == no) {
          @Nullable Kind result = results.get(car.getKey());
          boolean runs = updated.contains(car.getKey());
          run += runs ? 1 : 0;
          failed += !runs && result == Kind.FAILURE ? 1 : 0;
          silent += !runs && result == null ? 1 : 0;
        }
      }
      int otherwise =
          Math.abs(counted.succeeded() - run)
              + Math.max(0, failed - counted.failed())
              + Math.max(0, counted.failed() - failed - silent);
      for (int each = 0; each < otherwise; each++) {
        found.add(
            new EvidenceItem(
                "count of the server",
                Scene.nanos(end.at()),
                "wave %d: %d run the new version, %d said that they failed; counted %d and %d"
                    .formatted(no, run, failed, counted.succeeded(), counted.failed())));
      }
    }
    return found;
  }
}
