// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.manage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.ota.core.RolloutPlan;
import dev.dcmrig.ota.http.Bodies;
import dev.dcmrig.ota.http.HttpProblem;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.MaintenanceWindow;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies and plans, read from the JSON of the management API. Unknown fields are refused. */
final class PlanReader {
  private static final Set<String> POLICY =
      Set.of("kind", "forcedAt", "consent", "window", "silentAfterSeconds", "retries");
  private static final Set<String> ROLLOUT =
      Set.of("name", "set", "filter", "waves", "policy", "startAt", "takesLate");
  private static final Set<String> WAVE = Set.of("sharePercent", "successPercent", "errorPercent");
  private static final Set<String> WINDOW = Set.of("days", "fromMinute", "minutes", "zone");
  private static final Set<String> RETRIES =
      Set.of("most", "backOffSeconds", "factor", "limitSeconds");
  private static final int MAX_WAVES = 100;

  private PlanReader() {}

  static RolloutPlan rollout(JsonNode body) {
    known(body, ROLLOUT);
    List<WavePlan> waves = new ArrayList<>();
    JsonNode list = body.path("waves");
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_WAVES) {
      throw new HttpProblem(400, "'waves' is no list of 1 to " + MAX_WAVES + " waves");
    }
    list.forEach(wave -> waves.add(wave(wave)));
    return new RolloutPlan(
        Bodies.text(body, "name"),
        Bodies.number(body, "set", 1, Long.MAX_VALUE),
        Bodies.textOr(body, "filter", ""),
        waves,
        policy(body.path("policy")),
        instant(body, "startAt"),
        Bodies.flagOr(body, "takesLate", false));
  }

  private static WavePlan wave(JsonNode wave) {
    known(wave, WAVE);
    return new WavePlan(
        (int) Bodies.number(wave, "sharePercent", 1, 100),
        (int) Bodies.numberOr(wave, "successPercent", 0, 100, 100),
        (int) Bodies.numberOr(wave, "errorPercent", 0, 100, 0));
  }

  static UpdatePolicy policy(JsonNode body) {
    if (body.isMissingNode() || body.isNull()) {
      return UpdatePolicy.FORCED;
    }
    known(body, POLICY);
    try {
      return new UpdatePolicy(
          word(ActionKind.class, "kind", Bodies.textOr(body, "kind", "FORCED")),
          instant(body, "forcedAt"),
          Bodies.flagOr(body, "consent", false),
          window(body.path("window")),
          Bodies.numberOr(body, "silentAfterSeconds", 0, Retries.MAX_SECONDS, 0),
          retries(body.path("retries")));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable MaintenanceWindow window(JsonNode body) {
    if (body.isMissingNode() || body.isNull()) {
      return null;
    }
    known(body, WINDOW);
    List<DayOfWeek> days = new ArrayList<>();
    for (JsonNode day : body.path("days")) {
      days.add(word(DayOfWeek.class, "days", day.asText()));
    }
    return new MaintenanceWindow(
        days,
        (int) Bodies.number(body, "fromMinute", 0, 1439),
        (int) Bodies.number(body, "minutes", 1, 1440),
        Bodies.textOr(body, "zone", "Z"));
  }

  private static Retries retries(JsonNode body) {
    if (body.isMissingNode() || body.isNull()) {
      return Retries.NONE;
    }
    known(body, RETRIES);
    return new Retries(
        (int) Bodies.number(body, "most", 0, 20),
        Bodies.numberOr(body, "backOffSeconds", 0, Retries.MAX_SECONDS, 0),
        (int) Bodies.numberOr(body, "factor", 1, 100, 1),
        Bodies.numberOr(body, "limitSeconds", 0, Retries.MAX_SECONDS, 0));
  }

  private static <E extends Enum<E>> E word(Class<E> type, String name, String word) {
    for (E known : type.getEnumConstants()) {
      if (known.name().equals(word.toUpperCase(Locale.ROOT))) {
        return known;
      }
    }
    throw new HttpProblem(
        400, "'" + name + "' is none of " + List.of(type.getEnumConstants()) + ": " + word);
  }

  private static @Nullable Long instant(JsonNode body, String name) {
    String text = Bodies.textOr(body, name, "");
    try {
      return text.isEmpty() ? null : (Long) Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new HttpProblem(
          400, "'" + name + "' is no instant: write for instance 2026-06-01T08:00:00Z");
    }
  }

  static void known(JsonNode body, Set<String> names) {
    if (!body.isObject()) {
      throw new HttpProblem(400, "an object is meant, with " + names.stream().sorted().toList());
    }
    for (Iterator<String> own = body.fieldNames(); own.hasNext(); ) {
      String name = own.next();
      if (!names.contains(name)) {
        throw new HttpProblem(
            400, "there is no field '" + name + "': " + names.stream().sorted().toList());
      }
    }
  }
}
