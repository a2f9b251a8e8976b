// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;

/** One request to track a vehicle, from the stolen-vehicle centre. Guarded by the model's lock. */
final class TrackingRequest {
  /** Positions that are kept; the oldest makes room. */
  private static final int MAX_POSITIONS = 500;

  final String id;
  final String vin;
  private String endedBy = "";
  private final Deque<ObjectNode> positions = new ArrayDeque<>();

  TrackingRequest(String id, String vin) {
    this.id = id;
    this.vin = vin;
  }

  /** Nobody has asked for its end. */
  boolean isOpen() {
    return endedBy.isEmpty();
  }

  /**
   * Ends it for good.
   *
   * @param by {@code requester} or {@code police}
   */
  void end(String by) {
    if (!isOpen()) {
      throw new IllegalStateException(id + " was ended before, by " + endedBy);
    }
    endedBy = by;
  }

  /** Who has asked for the end; empty while it is open. */
  String endedBy() {
    return endedBy;
  }

  /** Oldest first. */
  Collection<ObjectNode> positions() {
    return Collections.unmodifiableCollection(positions);
  }

  Optional<ObjectNode> newest() {
    return Optional.ofNullable(positions.peekLast());
  }

  void add(ObjectNode position) {
    if (positions.size() == MAX_POSITIONS) {
      positions.remove();
    }
    positions.add(position);
  }
}
