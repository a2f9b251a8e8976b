// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** One request to track a vehicle, from the stolen-vehicle centre. Guarded by the model's lock. */
final class TrackingRequest {
  /** Positions that are kept; the oldest makes room. */
  private static final int MAX_POSITIONS = 500;

  final String id;
  final String vin;
  String endedBy = "";
  final Deque<ObjectNode> positions = new ArrayDeque<>();

  TrackingRequest(String id, String vin) {
    this.id = id;
    this.vin = vin;
  }

  void add(ObjectNode position) {
    if (positions.size() == MAX_POSITIONS) {
      positions.remove();
    }
    positions.add(position);
  }
}
