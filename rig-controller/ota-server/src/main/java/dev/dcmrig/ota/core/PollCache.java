// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.store.Db;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What targets that poll are known by and told, so that an unchanged one costs no read of the
 * database.
 *
 * <p>Entries are put within the transaction that has read them, and forgotten within the one that
 * changes what they were made of. Transactions run one after the other, so no entry outlives the
 * commit of a change. Reading needs no transaction: it sees the state before a change or after it.
 */
final class PollCache implements Db.Watcher {
  /** Targets that are kept; one more, and all are forgotten. */
  static final int MOST = 50_000;

  /** A target, and the hash of its token. */
  record Known(Target target, String tokenHash) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<Long, String> names = new ConcurrentHashMap<>();
  private final Map<Long, Told> told = new ConcurrentHashMap<>();

  @Nullable Known known(String controllerId) {
    return known.get(controllerId);
  }

  /** Within the transaction that has read it. */
  void put(Known one) {
    if (known.size() >= MOST) {
      allChanged();
    }
    known.put(one.target().controllerId(), one);
    names.put(one.target().id(), one.target().controllerId());
  }

  Optional<Told> told(long targetId) {
    return Optional.ofNullable(told.get(targetId));
  }

  /** Within the transaction that has read it. */
  void put(long targetId, Told what) {
    if (told.size() >= MOST) {
      allChanged();
    }
    told.put(targetId, what);
  }

  @Override
  public void changed(long targetId) {
    told.remove(targetId);
    String name = names.remove(targetId);
    if (name != null) {
      known.remove(name);
    }
  }

  @Override
  public void allChanged() {
    told.clear();
    known.clear();
    names.clear();
  }
}
