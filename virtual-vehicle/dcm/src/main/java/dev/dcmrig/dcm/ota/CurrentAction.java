// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.ota.Action.Phase;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The update that is under way, if there is one. */
final class CurrentAction {
  private @Nullable Action action;

  Optional<Action> get() {
    return Optional.ofNullable(action);
  }

  /** It is the one that was kept; none if none was. */
  void restore(NonVolatileMemory memory) {
    action = Action.restore(memory).orElse(null);
  }

  void begin(Action next) {
    action = next;
  }

  /** There is none any more, and nothing of it is kept. */
  void end() {
    with(Action::forget);
    action = null;
  }

  boolean is(Action other) {
    return action == other;
  }

  boolean isIn(Phase phase) {
    Action current = action;
    return current != null && current.phase == phase;
  }

  void with(Consumer<Action> todo) {
    Action current = action;
    if (current != null) {
      todo.accept(current);
    }
  }
}
