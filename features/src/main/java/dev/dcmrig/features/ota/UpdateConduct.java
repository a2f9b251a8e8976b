// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.Traffic;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no DCM may do towards the update server, whatever the scenario is about
 * (docs/DCM-INTERFACE.md, 2.9). Of the requests of one car, in their order:
 *
 * <ol>
 *   <li>What is told of an action names that action: {@code id} is that of the path.
 *   <li>{@code time} is when it was told: not after it has arrived, not before what was told
 *       earlier; to the second.
 *   <li>It has words for people: {@code details} begins with a line that is not empty.
 *   <li>What the server has answered is not told again as the next thing; that it waits may be,
 *       since a reset forgets it.
 *   <li>An action that was closed, and whose end the server has taken, is over: nothing more is
 *       told of it.
 *   <li>{@code downloaded} is told once of an action.
 *   <li>A task is fetched after a poll, and once.
 *   <li>Attributes are of this vehicle, and added to what the server knows ({@code merge}).
 * </ol>
 */
final class UpdateConduct {
  private static final Pattern FEEDBACK =
      Pattern.compile(".*/(deploymentBase|cancelAction|confirmationBase)/([^/]+)/feedback");
  private static final Pattern TASK =
      Pattern.compile(".*/(deploymentBase|cancelAction|confirmationBase)/([^/?]+)(\\?.*)?");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

  /** A DCM rounds to seconds, and has a clock of its own. */
  static final String SLACK = "time stamp of what is told of an update";

  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int OK = 200;
  private static final int REDIRECTION = 300;

  private final Duration slack;
  private final String vin;
  private final Instant start;
  private final List<EvidenceItem> wrongs = new ArrayList<>();

  /** What was told last and was answered, by its resource. */
  private final Map<String, String> answered = new HashMap<>();

  private final Set<String> over = new HashSet<>();
  private final Set<String> downloaded = new HashSet<>();

  /** Tasks that were fetched since the last poll. */
  private final Set<String> fetched = new HashSet<>();

  private Instant last;

  private UpdateConduct(Duration slack, String vin, Instant start) {
    this.slack = slack;
    this.vin = vin;
    this.start = start;
    this.last = start;
  }

  /**
   * What is wrong.
   *
   * @param requests of one car to the update server
   * @param allowed what is let pass
   * @param start the instant from which their times count
   */
  static List<EvidenceItem> wrongs(
      Allowances allowed, String vin, Instant start, List<HttpExchange> requests) {
    UpdateConduct conduct = new UpdateConduct(allowed.time(SLACK), vin, start);
    requests.forEach(conduct::look);
    return conduct.wrongs;
  }

  private void look(HttpExchange each) {
    String path = each.path();
    Matcher feedback = FEEDBACK.matcher(path);
    Matcher task = TASK.matcher(path);
    if (feedback.matches()) {
      told(each, feedback.group(1), feedback.group(2));
    } else if (path.endsWith("/configData")) {
      attributes(each);
    } else if (task.matches()) {
      fetched(each, task.group(1) + "/" + task.group(2));
    } else if (path.endsWith(Traffic.UPDATES + vin)) {
      fetched.clear();
    }
  }

  private void told(HttpExchange each, String resource, String id) {
    JsonNode body = Traffic.body(each);
    boolean confirmation = resource.equals("confirmationBase");
    JsonNode status = confirmation ? body : body.path("status");
    if (!confirmation) {
      if (!body.path("id").asText().equals(id)) {
        wrong(each, "its id is " + body.path("id"));
      }
      time(each, body.path("time").asText());
    }
    if (status.path("details").path(0).asText().isBlank()) {
      wrong(each, "its details say nothing");
    }
    String of = resource + "/" + id;
    String what = status.path("details") + " " + word(status);
    if (over.contains(of)) {
      wrong(each, "the action was closed already");
    } else if (!word(status).equals("scheduled") && what.equals(answered.get(of))) {
      wrong(each, "the same was answered already");
    }
    if (word(status).equals("downloaded") && isTaken(each) && !downloaded.add(id)) {
      wrong(each, "it was downloaded already");
    }
    if (isTaken(each)) {
      answered.put(of, what);
    }
    if (isSuccess(each) && word(status).matches("closed|confirmed|denied")) {
      over.add(of);
    }
  }

  private static String word(JsonNode status) {
    return status.has("execution")
        ? status.path("execution").asText()
        : status.path("confirmation").asText();
  }

  private void time(HttpExchange each, String text) {
    try {
      Instant told = LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
      if (told.isAfter(start.plus(each.at()).plus(slack))) {
        wrong(each, "its time " + text + " is yet to come");
      } else if (told.plus(slack).isBefore(last)) {
        wrong(each, "its time " + text + " is before that of what was told earlier");
      } else {
        last = told;
      }
    } catch (DateTimeException e) {
      wrong(each, "its time is '" + text + "'");
    }
  }

  private void fetched(HttpExchange each, String task) {
    if (isTaken(each) && !fetched.add(task)) {
      wrong(each, "it was fetched after this poll already");
    }
  }

  private void attributes(HttpExchange each) {
    JsonNode body = Traffic.body(each);
    if (!body.path("data").path("vin").asText().equals(vin)) {
      wrong(each, "its vin is " + body.path("data").path("vin"));
    }
    if (!body.path("mode").asText().equals("merge")) {
      wrong(each, "its mode is " + body.path("mode"));
    }
  }

  private void wrong(HttpExchange each, String why) {
    EvidenceItem item = Traffic.item(each);
    wrongs.add(new EvidenceItem(item.kind(), item.nanos(), item.what() + ": " + why));
  }

  /** Whether the server has answered, whatever it said; what is to be tried again is not. */
  private static boolean isTaken(HttpExchange each) {
    int status = each.status();
    return status > 0 && status < SERVER_ERROR && status != TIMEOUT && status != TOO_MANY;
  }

  private static boolean isSuccess(HttpExchange each) {
    return each.status() >= OK && each.status() < REDIRECTION;
  }
}
