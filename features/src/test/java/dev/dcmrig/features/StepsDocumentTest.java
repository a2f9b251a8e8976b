// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.call.CallChecks;
import dev.dcmrig.features.call.CallHooks;
import dev.dcmrig.features.call.CallTimeChecks;
import dev.dcmrig.features.call.CentreChecks;
import dev.dcmrig.features.call.DataChecks;
import dev.dcmrig.features.call.RegistrationChecks;
import dev.dcmrig.features.call.SendingChecks;
import dev.dcmrig.features.car.EnvironmentSteps;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.diagnostics.DiagnosticSteps;
import dev.dcmrig.features.indicator.IndicatorChecks;
import dev.dcmrig.features.indicator.LampHooks;
import dev.dcmrig.features.network.BackendSteps;
import dev.dcmrig.features.network.ConductChecks;
import dev.dcmrig.features.network.NetworkHooks;
import dev.dcmrig.features.network.NumberChecks;
import dev.dcmrig.features.ota.AttackSteps;
import dev.dcmrig.features.ota.EcuChecks;
import dev.dcmrig.features.ota.EcuSteps;
import dev.dcmrig.features.ota.FleetConduct;
import dev.dcmrig.features.ota.FleetSteps;
import dev.dcmrig.features.ota.PowerSweep;
import dev.dcmrig.features.ota.UpdateChecks;
import dev.dcmrig.features.ota.UpdateHooks;
import dev.dcmrig.features.ota.UpdateNumbers;
import dev.dcmrig.features.ota.UpdateSteps;
import dev.dcmrig.features.ota.UpdateToldChecks;
import dev.dcmrig.features.ota.UpdateWords;
import dev.dcmrig.features.power.PowerSteps;
import dev.dcmrig.features.scene.Hooks;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.service.ConductHooks;
import dev.dcmrig.features.service.ContentChecks;
import dev.dcmrig.features.service.EventChecks;
import dev.dcmrig.features.service.ServiceSteps;
import dev.dcmrig.features.service.ServiceWords;
import dev.dcmrig.features.subscription.PaymentSteps;
import dev.dcmrig.features.subscription.RoleChecks;
import dev.dcmrig.features.subscription.SubscriptionSteps;
import dev.dcmrig.features.subscription.SubscriptionWords;
import dev.dcmrig.features.svt.OrderChecks;
import dev.dcmrig.features.svt.ReportChecks;
import dev.dcmrig.features.svt.TrackingSteps;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/STEPS.md} is made from the step definitions. To make it anew: {@code mvn -pl features
 * -am test -Dtest=StepsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}.
 */
class StepsDocumentTest {
  private static final Map<String, Class<?>> CHAPTERS = new LinkedHashMap<>();

  private static final List<Class<?>> GLOSSARIES =
      List.of(
          Words.class,
          ServiceWords.class,
          SubscriptionWords.class,
          RoleChecks.class,
          UpdateWords.class);

  /** What is asked in the end of each scenario, without a line in it. */
  private static final List<Class<?>> HOOKS =
      List.of(
          Hooks.class,
          CallHooks.class,
          LampHooks.class,
          ConductHooks.class,
          NetworkHooks.class,
          UpdateHooks.class);

  static {
    CHAPTERS.put("The car", VehicleSteps.class);
    CHAPTERS.put("Network, centre and telematics service", EnvironmentSteps.class);
    CHAPTERS.put("Calls", CallChecks.class);
    CHAPTERS.put("Times of a call, and its voice", CallTimeChecks.class);
    CHAPTERS.put("Registration for a call back", RegistrationChecks.class);
    CHAPTERS.put("Data of a call", DataChecks.class);
    CHAPTERS.put("What the service is told of an emergency", EventChecks.class);
    CHAPTERS.put("The centre and the agent's case", CentreChecks.class);
    CHAPTERS.put("What is sent unasked", SendingChecks.class);
    CHAPTERS.put("Indicator", IndicatorChecks.class);
    CHAPTERS.put("Trouble codes", DiagnosticSteps.class);
    CHAPTERS.put("Supply, sleep and calendar", PowerSteps.class);
    CHAPTERS.put("Tracking: requests and orders", TrackingSteps.class);
    CHAPTERS.put("Orders, commands and doors", OrderChecks.class);
    CHAPTERS.put("Tracking: reports", ReportChecks.class);
    CHAPTERS.put("Content of messages to the service", ContentChecks.class);
    CHAPTERS.put("The owner's app, and who is told what", ServiceSteps.class);
    CHAPTERS.put("Subscriptions and ownership", SubscriptionSteps.class);
    CHAPTERS.put("Who may ask the service what", RoleChecks.class);
    CHAPTERS.put("Payment and notices", PaymentSteps.class);
    CHAPTERS.put("Faults of the service", BackendSteps.class);
    CHAPTERS.put("Conduct towards strict partners", ConductChecks.class);
    CHAPTERS.put("Numbers of the exchange", NumberChecks.class);
    CHAPTERS.put("Updates over the air", UpdateSteps.class);
    CHAPTERS.put("What is seen of an update", UpdateChecks.class);
    CHAPTERS.put("Attacks on updates", AttackSteps.class);
    CHAPTERS.put("The numbers of updates", UpdateNumbers.class);
    CHAPTERS.put("What is told of an update", UpdateToldChecks.class);
    CHAPTERS.put("The supply fails everywhere", PowerSweep.class);
    CHAPTERS.put("Updates of ECUs behind the DCM", EcuSteps.class);
    CHAPTERS.put("What is seen of ECUs behind the DCM", EcuChecks.class);
    CHAPTERS.put("A rollout over a fleet", FleetSteps.class);
    CHAPTERS.put("What a rollout does to no car of a fleet", FleetConduct.class);
    CHAPTERS.put("States", StateSteps.class);
  }

  /** All classes of steps. */
  static List<Class<?>> classes() {
    return List.copyOf(CHAPTERS.values());
  }

  private static Stream<String> patterns(Method method) {
    return Stream.of(
            Arrays.stream(method.getAnnotationsByType(Given.class)).map(a -> "Given " + a.value()),
            Arrays.stream(method.getAnnotationsByType(When.class)).map(a -> "When " + a.value()),
            Arrays.stream(method.getAnnotationsByType(Then.class)).map(a -> "Then " + a.value()))
        .flatMap(shapes -> shapes);
  }

  private static TreeSet<String> shapes(Class<?> steps) {
    TreeSet<String> shapes = new TreeSet<>();
    for (Method method : steps.getDeclaredMethods()) {
      patterns(method).forEach(shapes::add);
    }
    return shapes;
  }

  private static TreeSet<String> measurements(Class<?> steps) {
    TreeSet<String> rows = new TreeSet<>();
    for (Method method : steps.getDeclaredMethods()) {
      for (Then then : method.getAnnotationsByType(Then.class)) {
        for (Check check : method.getAnnotationsByType(Check.class)) {
          rows.add(measurement(then.value().replace("\\", ""), check));
        }
      }
    }
    return rows;
  }

  /** One step judges every machine of states; what it measures is declared at their signs. */
  private static TreeSet<String> signs(StateMachine machine) {
    TreeSet<String> rows = new TreeSet<>();
    StateTablesTest.signs(machine)
        .forEach(
            check ->
                rows.add(
                    measurement(machine.name() + " is in the state {string} afterwards", check)));
    return rows;
  }

  private static String measurement(String step, Check check) {
    return String.join(
        " | ",
        "| `" + step + "`",
        check.quantity(),
        check.unit() == Unit.WORD ? "word" : check.unit().symbol(),
        check.source().words(),
        check.tolerance(),
        check.resolution(),
        check.within(),
        String.join(" ", check.speaksFor()) + " |\n");
  }

  private static String counted(Check check) {
    return "| "
        + check.quantity()
        + " | "
        + check.source().words()
        + " | "
        + String.join(" ", check.speaksFor())
        + " |\n";
  }

  private static <A extends Annotation> void declared(
      Class<?> hooks, Class<A> type, Function<A, String> row, StringBuilder text) {
    TreeSet<String> rows = new TreeSet<>();
    for (Method method : hooks.getDeclaredMethods()) {
      Arrays.stream(method.getAnnotationsByType(type)).map(row).forEach(rows::add);
    }
    rows.forEach(text::append);
  }

  private static TreeSet<String> waits(Class<?> steps) {
    TreeSet<String> rows = new TreeSet<>();
    for (Method method : steps.getDeclaredMethods()) {
      Wait wait = method.getAnnotation(Wait.class);
      if (wait != null) {
        String key = wait.key().isEmpty() ? "" : "`" + wait.key() + "` + ";
        patterns(method)
            .forEach(
                shape ->
                    rows.add(
                        String.join(
                            " | ",
                            "| `" + shape.replace("\\", "") + "`",
                            wait.atMost().isEmpty() ? "" : key + wait.atMost(),
                            wait.settles() + " |\n")));
      }
    }
    return rows;
  }

  private static String document() throws IOException {
    Examples examples = Examples.ofAllScenarios(GLOSSARIES);
    StringBuilder text = new StringBuilder();
    text.append("# Steps\n");
    text.append("What a scenario can say. Made from the step definitions and the scenarios by");
    text.append(" `StepsDocumentTest`; don't edit by hand.\n\n");
    text.append("- A `Given` step that can't reach its situation makes a scenario");
    text.append(
        " *inconclusive*, unless the DCM owes it by a requirement of its own: then that one");
    text.append(" has *failed*.\n");
    text.append("- A `Then` step makes it *failed* when evidence of the subject shows");
    text.append(" otherwise.\n");
    text.append("- Everything else that goes wrong is an *error* of the bench.\n");
    CHAPTERS.forEach(
        (title, steps) -> {
          text.append("\n## ").append(title).append("\n| step | example |\n|---|---|\n");
          shapes(steps)
              .forEach(
                  shape ->
                      text.append("| `")
                          .append(shape.replace("\\", ""))
                          .append("` | ")
                          .append(examples.of(shape))
                          .append(" |\n"));
        });
    text.append("\n## Measurements\n");
    text.append("What each `Then` measures. The run's decision rule makes the verdict of it, and");
    text.append(" the report shows each value with its limit.\n");
    text.append("A scenario that needs another tolerance says so: `30 s \u00b1 500 ms`.\n\n");
    text.append("- *source*: where the value is read. *wait*: how long the bench looks where the");
    text.append(" scenario names no time.\n");
    text.append("- *speaks for*: of the scenario's requirements those that a failure is about;");
    text.append(" without one of them, that of the rule.\n\n");
    text.append("| step | quantity | unit | source | tolerance | resolution | wait | speaks for |");
    text.append("\n|---|---|---|---|---|---|---|---|\n");
    CHAPTERS.values().forEach(steps -> measurements(steps).forEach(text::append));
    StateTablesTest.machines().all().forEach(machine -> signs(machine).forEach(text::append));
    text.append(
        "\nA late event is looked for 30 s past its limit, so that it has a value, unless the");
    text.append(" step declares another time.\n");
    text.append("\n## In the end of each scenario\nWhat is counted there without a line of it:");
    text.append(" nothing may be wrong. *speaks for* as above.\n\n");
    text.append("| quantity | source | speaks for |\n|---|---|---|\n");
    HOOKS.forEach(hooks -> declared(hooks, Check.class, StepsDocumentTest::counted, text));
    text.append("\nWhat these checks let pass before they count something as wrong. In real time");
    text.append(" the bench's uncertainty is added to times.\n\n| of | allowed |\n|---|---|\n");
    HOOKS.forEach(
        hooks ->
            declared(
                hooks,
                Allowed.class,
                each -> "| " + each.of() + " | " + each.amount() + " |\n",
                text));
    text.append(
        "\n## Waits\nHow long steps wait for their situation: what is not there by then makes");
    text.append(" the scenario inconclusive.\n");
    text.append("*then passes*: so that what hangs on it has arrived.\n\n");
    text.append("| step | at most | then passes |\n|---|---|---|\n");
    CHAPTERS.values().forEach(steps -> waits(steps).forEach(text::append));
    text.append("\n## Words\n");
    text.append("All values where a step takes a fixed set of words, else examples.\n\n");
    text.append("| parameter | values |\n|---|---|\n");
    examples
        .values()
        .forEach(
            (name, values) ->
                text.append("| `{").append(name).append("}` | ").append(values).append(" |\n"));
    text.append("| `{int}`, `{double}` | numbers; the unit stands in the step |\n");
    text.append("\n## Tags\n| tag | meaning |\n|---|---|\n");
    text.append("| `@SOS-04` | the requirement that the scenario verifies; a rule's tag counts");
    text.append(" for each of its scenarios |\n");
    text.append("| `@profile-NAME` | it needs a DCM with that profile of");
    text.append(" `hil-configs/dcm-profiles/` |\n");
    text.append("| `@realtime` | it also runs in real time |\n");
    text.append(
        "| `@long` | it takes long: it lets most of a day pass, sweeps, or has a fleet |\n");
    return text.toString();
  }

  @Test
  void theDocumentShowsTheStepsThatThereAre() throws IOException {
    Path file = Path.of(System.getProperty("rig.root"), "docs", "STEPS.md");
    if (Boolean.getBoolean("rig.update")) {
      Files.writeString(file, document());
    }
    assertEquals(
        document(),
        Files.readString(file),
        "docs/STEPS.md is stale; the Javadoc of this test says how to make it anew");
  }

  /**
   * Calls alone need fewer than 60 shapes; tracking, the app, subscriptions and the network's
   * faults are about as much again; updates and diagnostics together may have 48, and a rollout
   * over a fleet 8. A language that grows further is no longer learnt from one page.
   */
  @Test
  void allAreasTogetherNeedFewerThan200StepShapes() {
    long count = CHAPTERS.values().stream().mapToLong(steps -> shapes(steps).size()).sum();
    assertTrue(count > 30 && count < 200, () -> count + " step shapes");
  }

  @Test
  void everyClassOfStepsIsInTheDocument() throws IOException {
    Path sources =
        Path.of(System.getProperty("rig.root"), "features/src/main/java/dev/dcmrig/features");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(StepsDocumentTest::definesSteps)
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(
                  name -> CHAPTERS.values().stream().noneMatch(c -> c.getSimpleName().equals(name)))
              .toList();
      assertEquals(List.of(), others);
    }
  }

  private static boolean definesSteps(Path file) {
    try {
      return Files.readString(file).contains("import io.cucumber.java.en.");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
