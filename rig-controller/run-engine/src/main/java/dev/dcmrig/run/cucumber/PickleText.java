// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.evidence.requirement.TextHash;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleStep;
import io.cucumber.messages.types.PickleStepArgument;

/** What a scenario says, as one hash: its name, its steps and what hangs on them. */
final class PickleText {

  private PickleText() {}

  static String hash(Pickle pickle) {
    TextHash hash = new TextHash().add("name", pickle.getName());
    for (PickleStep step : pickle.getSteps()) {
      hash.add("step", step.getText());
      step.getArgument().ifPresent(argument -> add(hash, argument));
    }
    return hash.hex();
  }

  private static void add(TextHash hash, PickleStepArgument argument) {
    argument.getDocString().ifPresent(text -> hash.add("text", text.getContent()));
    argument
        .getDataTable()
        .ifPresent(
            table ->
                table
                    .getRows()
                    .forEach(
                        row -> row.getCells().forEach(cell -> hash.add("cell", cell.getValue()))));
  }
}
