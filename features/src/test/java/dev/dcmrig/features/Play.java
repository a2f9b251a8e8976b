// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Measurements;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.features.call.Emergency;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.StateMachine;
import java.lang.StackWalker.Option;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One step over evidence: what it measured, and which declaration that is of. */
final class Play implements Measurements {
  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final SpecifiedProfile SPECIFIED = new SpecifiedProfile();

  private final Made made = new Made();
  private final List<Taken> taken = new ArrayList<>();
  private final Expressions expressions = new Expressions(() -> SPECIFIED);
  final Scene scene;
  private String failure = "";
  private String ending = "";

  /**
   * A measurement.
   *
   * @param check {@code "CallChecks.attempted: time from the event to the INVITE"}
   */
  record Taken(String check, Decision decision) {}

  Play(Evidence evidence, List<String> tags) {
    scene = made.of(Scene.class);
    scene.open(new EvidenceBench(evidence, SPECIFIED, this), tags);
  }

  /** A class of steps, with what it needs. */
  <T> T of(Class<T> type) {
    return made.of(type);
  }

  /** Judges a state of a machine. */
  void sign(Class<? extends StateMachine> machine, String state) {
    Runnable sign = of(machine).signs().get(state);
    if (sign == null) {
      throw new IllegalArgumentException(machine + " has no state " + state);
    }
    sign.run();
  }

  /** Lets time pass. */
  void until(double seconds) {
    scene.pass(Evidence.at(seconds).minus(scene.now()));
  }

  /** The event happens then. */
  Play event(double seconds) {
    until(seconds);
    scene.mark();
    return this;
  }

  Span span(String text) {
    return expressions.span(text);
  }

  Count count(String text) {
    return expressions.count(text);
  }

  Emergency emergency(String text) {
    return Emergency.of(text, expressions);
  }

  /** The step has ended the scenario. */
  void failed(String sentence) {
    failure = sentence;
  }

  /** The step could not judge. */
  void ended(RuntimeException by) {
    String type = by.getClass().getSimpleName();
    ending = by instanceof NullPointerException ? type : type + ": " + by.getMessage();
  }

  /** By what a step ended that could not judge; empty where it could. */
  String ending() {
    return ending;
  }

  /** What the scenario was ended with; empty where it was not. */
  String failure() {
    return failure;
  }

  List<Taken> taken() {
    return taken;
  }

  static String name(Method method, String quantity) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName() + ": " + quantity;
  }

  @Override
  public DecisionRule rule() {
    return DecisionRule.SIMPLE_ACCEPTANCE;
  }

  @Override
  public void take(Subject subject, List<String> requirements, Decision decision) {
    Method step = running();
    String quantity = decision.measurement().quantity();
    Check[] checks = step.getAnnotationsByType(Check.class);
    String declared =
        Arrays.stream(checks)
            .map(Check::quantity)
            .filter(quantity::startsWith)
            .findFirst()
            .orElse(checks[0].quantity());
    taken.add(new Taken(name(step, declared), decision));
  }

  /** The outermost one with a {@link Check} on the stack, as {@link Declared} takes it. */
  private static Method running() {
    List<Method> found =
        STACK.walk(
            frames ->
                frames
                    .filter(frame -> frame.getDeclaringClass().getName().startsWith("dev.dcmrig"))
                    .flatMap(
                        frame ->
                            Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
                                .filter(each -> each.getName().equals(frame.getMethodName()))
                                .filter(each -> each.getAnnotationsByType(Check.class).length > 0)
                                .limit(1))
                    .toList());
    if (found.isEmpty()) {
      throw new IllegalStateException("a measurement was taken by no step with a @Check");
    }
    return found.get(found.size() - 1);
  }

  /** For people: what was measured, one a line. */
  String words() {
    StringBuilder words = new StringBuilder();
    for (Taken each : taken) {
      words.append(
          String.format(
              Locale.ROOT,
              "%s %s%n",
              each.decision.met() ? "met  " : "UNMET",
              each.decision.sentence()));
    }
    return words.toString();
  }
}
