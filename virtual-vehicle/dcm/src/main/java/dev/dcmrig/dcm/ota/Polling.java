// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.dcm.http.HttpAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One round with the server by the DDI API v1: the controller's own resource says when to come
 * again and what there is to do; its links are followed, each once.
 */
final class Polling {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final Pattern SLEEP = Pattern.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})");
  private static final String ID = "[0-9A-Za-z-]{1,64}";
  private static final String CONFIRMATION = "confirmationBase";
  private static final String DEPLOYMENT = "deploymentBase";
  private static final String CANCEL = "cancelAction";

  private final OtaSettings settings;
  private final DdiClient client;
  private final Reports reports;
  private final Offers offers;
  private final Consumer<Duration> next;
  private @Nullable UpdateServer server;

  /** The cancellation that has been answered last. */
  private String cancelled = "";

  /**
   * @param next told after how long to poll again, when the server says so
   */
  Polling(
      OtaSettings settings,
      DdiClient client,
      Reports reports,
      Offers offers,
      Consumer<Duration> next) {
    this.settings = settings;
    this.client = client;
    this.reports = reports;
    this.offers = offers;
    this.next = next;
  }

  void server(UpdateServer named) {
    server = named;
  }

  /** Asks what there is to do. */
  void poll() {
    get(reports.controller(), this::polled);
  }

  private void get(String path, Consumer<JsonNode> told) {
    client.get(path, Map.of(), settings.tries(), answer -> read(answer).ifPresent(told));
  }

  private static Optional<JsonNode> read(HttpAnswer answer) {
    if (answer.status() != OK) {
      return Optional.empty();
    }
    try {
      JsonNode body = JSON.readTree(answer.body());
      return body != null && body.isObject() ? Optional.of(body) : Optional.empty();
    } catch (IOException e) {
      // No JSON: the next poll asks again.
      return Optional.empty();
    }
  }

  private void polled(JsonNode body) {
    sleep(body.path("config").path("polling").path("sleep").asText()).ifPresent(next);
    JsonNode links = body.path("_links");
    if (links.hasNonNull("configData")) {
      reports.versions();
    }
    if (links.has(CANCEL)) {
      follow(links.path(CANCEL), this::cancel);
      return;
    }
    if (links.has(CONFIRMATION)) {
      follow(links.path(CONFIRMATION), told -> confirm(told, links.has(DEPLOYMENT)));
    }
    if (links.has(DEPLOYMENT)) {
      follow(links.path(DEPLOYMENT), this::deploy);
    } else if (!links.has(CONFIRMATION)) {
      offers.nothingDeployed();
    }
  }

  private static Optional<Duration> sleep(String text) {
    Matcher sleep = SLEEP.matcher(text);
    if (!sleep.matches()) {
      return Optional.empty();
    }
    Duration asked =
        Duration.ofHours(Long.parseLong(sleep.group(1)))
            .plusMinutes(Long.parseLong(sleep.group(2)))
            .plusSeconds(Long.parseLong(sleep.group(3)));
    return asked.isZero() ? Optional.empty() : Optional.of(asked);
  }

  private void follow(JsonNode link, Consumer<JsonNode> told) {
    UpdateServer known = server;
    if (known != null) {
      known.local(link.path("href").asText()).ifPresent(path -> get(path, told));
    }
  }

  private void deploy(JsonNode body) {
    UpdateServer known = server;
    if (known != null) {
      Offer.read(body, known)
          .ifPresentOrElse(offers::deployed, () -> refuse(body.path("id").asText()));
    }
  }

  /** The resource is there without a task, too: it says then who confirms by itself. */
  private void confirm(JsonNode body, boolean deployed) {
    UpdateServer known = server;
    if (known == null) {
      return;
    }
    if (body.hasNonNull("autoConfirm")) {
      if (!deployed) {
        offers.nothingDeployed();
      }
    } else {
      Offer.read(body, known).ifPresent(offers::toBeConfirmed);
    }
  }

  private void refuse(String action) {
    if (action.matches(ID)) {
      reports.report(action, "closed", "failure", "no deployment that this DCM can follow");
    }
  }

  private void cancel(JsonNode body) {
    String id = body.path("id").asText();
    String stop = body.path("cancelAction").path("stopId").asText();
    if (!id.matches(ID) || id.equals(cancelled)) {
      return;
    }
    cancelled = id;
    reports.cancelled(id, offers.cancel(stop), () -> cancelled = "");
  }
}
