// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that hangs, or says too much, holds up nothing. */
class ShortAnswerTest {

  @ParameterizedTest
  @Timeout(300)
  @CsvSource(
      delimiter = '|',
      value = {
        "echo abc|abc|",
        "sleep 600|''|sh has not answered after 5 looks",
        "sleep 600 & sleep 600|''|sh has not answered after 5 looks",
        "yes|''|sh says more than 65536 bytes",
        "echo abc; exit 3|''|sh ended with 3"
      })
  void itIsSaidWhatIsMissing(String script, String said, String missing) {
    ShortAnswer answer = ShortAnswer.of(List.of("sh", "-c", script), 5);
    assertEquals(said, answer.said().strip());
    assertEquals(missing == null ? "" : missing, answer.missing());
  }

  @ParameterizedTest
  @CsvSource("no-such-program-of-anybody")
  void aProgramThatIsNotThereIsSaid(String name) {
    assertEquals(name + " can't be started", ShortAnswer.of(List.of(name)).missing());
  }
}
