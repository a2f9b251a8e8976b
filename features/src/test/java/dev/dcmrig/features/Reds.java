// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A step over evidence with which it passes, and small changes of that evidence, each of which one
 * of its checks notices. {@link RedChecksTest} plays them.
 */
final class Reds {
  private final String name;
  private final Consumer<Evidence> good;
  private final Consumer<Play> step;
  private final List<Red> reds = new ArrayList<>();
  private List<String> tags = List.of("@SOS-01");

  /**
   * One change.
   *
   * @param quantity that is not as it should be then, or how it begins
   * @param measured what must be seen, with its unit
   * @param limit what the measurement must be held against, with its tolerance
   */
  record Red(String quantity, Consumer<Evidence> change, String measured, String limit) {}

  private Reds(String name, Consumer<Evidence> good, Consumer<Play> step) {
    this.name = name;
    this.good = good;
    this.step = step;
  }

  /**
   * @param good writes the evidence down
   * @param step judges it
   */
  static Reds of(String name, Consumer<Evidence> good, Consumer<Play> step) {
    return new Reds(name, good, step);
  }

  /** The scenario's requirements, where they matter. */
  Reds about(String... ids) {
    tags = List.of(ids).stream().map(id -> "@" + id).toList();
    return this;
  }

  Reds red(String quantity, Consumer<Evidence> change, String measured, String limit) {
    reds.add(new Red(quantity, change, measured, limit));
    return this;
  }

  String name() {
    return name;
  }

  List<Red> reds() {
    return reds;
  }

  /** Plays the step where nothing has happened at all. */
  Play playOfNothing() {
    return tried(new Evidence());
  }

  /** Plays the step over good evidence that lacks something; it may be unable to judge then. */
  Play tried(Consumer<Evidence> change) {
    Evidence evidence = new Evidence();
    good.accept(evidence);
    change.accept(evidence);
    return tried(evidence);
  }

  private Play tried(Evidence evidence) {
    Play play = new Play(evidence, tags);
    try {
      step.accept(play);
    } catch (dev.dcmrig.api.RequirementNotMet e) {
      play.failed(Objects.requireNonNull(e.getMessage()));
    } catch (RuntimeException e) {
      play.ended(e);
    }
    return play;
  }

  /** Plays the step over the good evidence. */
  Play play() {
    return play(evidence -> {});
  }

  /** Plays the step over changed evidence; what it ends with stays in the play. */
  Play play(Consumer<Evidence> change) {
    Evidence evidence = new Evidence();
    good.accept(evidence);
    change.accept(evidence);
    Play play = new Play(evidence, tags);
    try {
      step.accept(play);
    } catch (dev.dcmrig.api.RequirementNotMet e) {
      play.failed(Objects.requireNonNull(e.getMessage()));
    }
    return play;
  }
}
