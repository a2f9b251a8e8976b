// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.api.Bench;
import dev.dcmrig.app.bench.RigBenches;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.evidence.RunVerifier;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.Run;
import dev.dcmrig.run.RunOutcome;
import dev.dcmrig.run.RunRequest;
import dev.dcmrig.run.RunWatcher;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.RunningScenario;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cucumber drops scenarios whose thread dies of an error that it thinks nobody can recover from.
 * Whatever dies, and wherever: the run says which scenarios are missing, and passes nothing.
 */
class LostScenariosTest {
  @TempDir Path folder;

  private record Dying(Supplier<Error> error) implements BenchProvider {
    @Override
    public DriverTable drivers() {
      return new RigBenches(RigHome.find()).drivers();
    }

    @Override
    public void check(BenchConfiguration configuration, RunRequest request) {}

    @Override
    public OpenBenches open(BenchConfiguration bench, RunRequest request, Interruption stop) {
      return new OpenBenches() {
        @Override
        public Bench open(RunningScenario scenario) {
          throw error.get();
        }

        @Override
        public List<InputFile> inputs() {
          return List.of();
        }

        @Override
        public void close() {
          throw new IllegalStateException("a bench that ends badly changes no verdict");
        }
      };
    }
  }

  private record Nobody() implements RunWatcher {
    @Override
    public void begins(BenchConfiguration bench, RunRequest request, int planned, Path run) {}

    @Override
    public void ended(ScenarioResult result) {
      throw new StackOverflowError("whoever watches must not lose a scenario");
    }

    @Override
    public void thrown(Throwable thrown) {}

    @Override
    public void note(String sentence) {}
  }

  static Stream<Arguments> errors() {
    Supplier<Error> memory = () -> new OutOfMemoryError("injected");
    Supplier<Error> stack = () -> new StackOverflowError("injected");
    Supplier<Error> type = () -> new NoClassDefFoundError("injected");
    return Stream.of(memory, stack, type)
        .flatMap(error -> Stream.of(Arguments.of(1, error), Arguments.of(2, error)));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aScenarioThatDiesIsAnErrorInEveryReportAndNeverAPass(int parallel, Supplier<Error> error)
      throws Exception {
    RigHome home = RigHome.find();
    Path out = folder.resolve("run");
    RunOutcome outcome =
        new Run(home, new Dying(error), new Nobody(), new Interruption())
            .run(
                new RunRequest(
                    home.benches().resolve("emulated.yaml"),
                    "@IND-01 or @SOS-05",
                    out,
                    7,
                    List.of(),
                    Order.FEATURE,
                    parallel,
                    "rig run",
                    "test"));
    assertEquals(Set.of(RunOutcome.End.NOT_SHOWN), outcome.ends());
    assertTrue(outcome.planned() > 1);
    var result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertEquals(outcome.planned(), result.path("planned").asInt());
    assertEquals(outcome.planned(), result.path("verdicts").path("ERROR").asInt());
    assertEquals(outcome.planned(), result.path("lost").size() + result.path("concluded").asInt());
    String junit = Files.readString(out.resolve("junit.xml"));
    assertEquals(outcome.planned(), junit.split("<error ", -1).length - 1);
    assertFalse(Files.readString(out.resolve("requirements.json")).contains("\"passed\""));
    assertEquals(List.of(), RunVerifier.verify(out).problems());
  }
}
