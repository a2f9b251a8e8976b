// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the service knows of one vehicle. Guarded by the model's lock. */
final class VehicleRecord {
  /** Keys of messages that were processed; the oldest makes room. */
  private static final int MAX_KEYS = 1_000;

  /** Commands whose results can be asked for; the oldest makes room. */
  private static final int MAX_COMMANDS = 1_000;

  /** Orders that could be replayed; the first ones are kept. */
  private static final int MAX_PUBLISHED = 100;

  /** What has become of the app's features. */
  enum Features {
    ENABLED,
    /** Tracking has begun; they stay off until the owner has gone through all steps. */
    DISABLED,
    IDENTITY_WANTED,
    TERMS_WANTED
  }

  final String vin;
  final String registration;
  String owner;
  final Set<String> added = new HashSet<>();
  boolean dataRestricted;

  /** Where its DCM gets updates; empty: nowhere. */
  String updatesUrl = "";

  /** Where Uptane's repositories are. */
  String repositoriesUrl = "";

  boolean emergencyCallEnabled = true;
  Features features = Features.ENABLED;
  long sequence;

  /** Sequence of the newest order that started tracking. */
  long startSequence;

  @Nullable TrackingRequest request;
  @Nullable JsonNode location;
  final Map<String, Command> commands =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Command> eldest) {
          return size() > MAX_COMMANDS;
        }
      };
  final List<String> published = new ArrayList<>();
  private final Set<String> keys = new java.util.LinkedHashSet<>();

  /** A command of the app and what has become of it. */
  static final class Command {
    final String action;
    String result = "pending";
    String reason = "";

    Command(String action) {
      this.action = action;
    }
  }

  VehicleRecord(String vin) {
    String last = vin.substring(vin.length() - 3);
    this.vin = vin;
    this.registration = "DCM-" + last;
    this.owner = "owner-" + last;
  }

  /** Takes the car from its owner, with everything that tells where it has been. */
  void changeOwner(String next, boolean forgotten) {
    owner = next;
    added.clear();
    if (forgotten) {
      location = null;
      commands.clear();
    }
  }

  boolean isTracked() {
    TrackingRequest open = request;
    return open != null && open.isOpen();
  }

  /** Whether a message of this key is new; a repeated one must not count twice. */
  boolean isNew(String key) {
    if (key.isEmpty()) {
      return true;
    }
    if (keys.contains(key)) {
      return false;
    }
    if (keys.size() >= MAX_KEYS) {
      keys.remove(keys.iterator().next());
    }
    return keys.add(key);
  }

  /** Remembers an order or command as it went out. */
  void published(String jws) {
    if (published.size() < MAX_PUBLISHED) {
      published.add(jws);
    }
  }
}
