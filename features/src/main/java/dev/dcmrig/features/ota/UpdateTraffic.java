// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.Received;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the network and the bus have seen of the car's updates. */
public final class UpdateTraffic {
  /** A line of a result about an ECU: its name and its version (docs/DCM-INTERFACE.md, 2.9). */
  private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]+): ([^ ]+).*");

  /** Ways in which an image comes, as steps say them. */
  static final String DELTA = "by a delta";

  static final String WHOLE = "as a whole image";

  private static final String REPOSITORIES = "/uptane/";

  /** The end of a refusal's words: clause and kind of attack (docs/DCM-INTERFACE.md, 2.10). */
  private static final Pattern REFUSAL = Pattern.compile("\\(Uptane [0-9.-]+, ([A-Z_]+)\\)$");

  /** Of a status what says that it went well. */
  private static final int SUCCESSFUL = 2;

  private static final int HUNDRED = 100;

  private final Scene scene;

  /** When the scenario's first offer was made. */
  private @Nullable Duration offered;

  /** When its last one was. */
  private @Nullable Duration offeredLast;

  public UpdateTraffic(Scene scene) {
    this.scene = scene;
  }

  /** Every car's requests to the update server, by its VIN. */
  static SortedMap<String, List<HttpExchange>> byCar(Scene scene) {
    TreeMap<String, List<HttpExchange>> requests = new TreeMap<>();
    scene.bench().radioLink().http().stream()
        .filter(each -> each.path().contains(Traffic.UPDATES))
        .forEach(each -> requests.computeIfAbsent(each.vin(), vin -> new ArrayList<>()).add(each));
    return requests;
  }

  /** Something is offered now. */
  void offered() {
    offeredLast = scene.now();
    if (offered == null) {
      offered = offeredLast;
    }
  }

  /** When the last offer was made; the last event, where there was none. */
  Duration lastOffer() {
    Duration last = offeredLast;
    return last == null ? scene.trigger : last;
  }

  /** When the first offer of the scenario was made; the last event, where that was none. */
  Duration offer() {
    Duration first = offered;
    return first == null ? scene.trigger : first;
  }

  /** Every request to the update server. */
  List<HttpExchange> all() {
    return scene.http().stream()
        .filter(each -> each.path().contains(Traffic.UPDATES) || each.path().contains(REPOSITORIES))
        .toList();
  }

  List<HttpExchange> since(Duration from) {
    return all().stream().filter(each -> each.at().compareTo(from) > 0).toList();
  }

  /** Requests for pieces of an image. */
  List<HttpExchange> pieces() {
    return all().stream().filter(each -> each.path().contains("/artifacts/")).toList();
  }

  /** Answers with pieces of an image, or of what is loaded in its place. */
  List<Received> receivedPieces(Duration from) {
    return scene.bench().radioLink().received().stream()
        .filter(each -> each.vin().equals(scene.cars.vin()))
        .filter(each -> each.path().contains("/artifacts/") && each.at().compareTo(from) > 0)
        .toList();
  }

  /** What was told when all was on the flash. */
  List<HttpExchange> downloaded(Duration from) {
    return since(from).stream()
        .filter(each -> status(each).path("execution").asText().equals("downloaded"))
        .toList();
  }

  /** How the image came, as such a word tells it: {@link #DELTA}, {@link #WHOLE} or neither. */
  static String way(HttpExchange downloaded) {
    String line = status(downloaded).path("details").path(1).asText();
    if (line.startsWith("delta: ")) {
      return DELTA;
    }
    return line.startsWith("whole image: ") ? WHOLE : "neither: " + line;
  }

  List<HttpExchange> piecesSince(Duration from) {
    return pieces().stream().filter(each -> each.at().compareTo(from) > 0).toList();
  }

  /** Final words about an action, as the server has taken them: the feedback that closes it. */
  List<HttpExchange> results(Duration from) {
    return since(from).stream()
        .filter(UpdateTraffic::isResult)
        .filter(each -> each.status() / HUNDRED == SUCCESSFUL)
        .toList();
  }

  /** Those of another car that say success. */
  List<HttpExchange> successesOf(String vin) {
    return scene.bench().radioLink().http().stream()
        .filter(each -> each.vin().equals(vin))
        .filter(UpdateTraffic::isResult)
        .filter(each -> finished(each).equals("success"))
        .toList();
  }

  private static boolean isResult(HttpExchange exchange) {
    return exchange.path().contains("/deploymentBase/")
        && exchange.path().endsWith("/feedback")
        && status(exchange).path("execution").asText().equals("closed");
  }

  /** {@code success} or {@code failure}. */
  static String finished(HttpExchange result) {
    return status(result).path("result").path("finished").asText();
  }

  /** The kind of attack that a result names; what it says, if it names none. */
  static String attack(HttpExchange result) {
    String details = status(result).path("details").path(0).asText();
    Matcher refusal = REFUSAL.matcher(details);
    return refusal.find() ? refusal.group(1) : "none: " + details;
  }

  /**
   * One word for what was told of an action: {@code proceeding}, {@code downloaded}, {@code
   * scheduled}, {@code success}, {@code failure}; {@code confirmed}, {@code denied}; {@code
   * cancelled}, {@code too late}.
   */
  static String word(HttpExchange feedback) {
    if (feedback.path().contains("/confirmationBase/")) {
      return Traffic.body(feedback).path("confirmation").asText();
    }
    String execution = status(feedback).path("execution").asText();
    if (feedback.path().contains("/cancelAction/")) {
      return execution.equals("closed") ? "cancelled" : "too late";
    }
    return execution.equals("closed") ? finished(feedback) : execution;
  }

  /** What the DCM has told the director of its vehicle. */
  List<HttpExchange> manifests(Duration from) {
    return since(from).stream().filter(each -> each.path().endsWith("/manifest")).toList();
  }

  /** The kind of attack that an ECU's report names; {@code none}: it has no report. */
  static String attackDetected(HttpExchange manifest, String ecu) {
    JsonNode report =
        Traffic.body(manifest).path("signed").path("ecu_version_reports").path(ecu).path("signed");
    return report.isObject() ? report.path("attacks_detected").asText() : "none";
  }

  private static JsonNode status(HttpExchange feedback) {
    return Traffic.body(feedback).path("status");
  }

  /** What the server was told of the vehicle, the oldest first. */
  List<HttpExchange> attributes() {
    return all().stream().filter(each -> each.path().endsWith("/configData")).toList();
  }

  static String version(HttpExchange attributes) {
    return attribute(attributes, "version");
  }

  static String attribute(HttpExchange attributes, String name) {
    return Traffic.body(attributes).path("data").path(name).asText();
  }

  /** What the server was told of an ECU behind the DCM; empty: nothing. */
  static String versionOf(HttpExchange attributes, String ecu) {
    return Traffic.body(attributes).path("data").path("ecu." + ecu).asText();
  }

  /** The version that a result's line about an ECU tells; empty: there is no such line. */
  static String toldOf(HttpExchange result, String ecu) {
    for (JsonNode line : status(result).path("details")) {
      Matcher told = LINE.matcher(line.asText());
      if (told.matches() && told.group(1).equals(ecu)) {
        return told.group(2);
      }
    }
    return "";
  }

  /** What the head unit has shown since then. */
  List<UpdateView> views(Duration from) {
    return scene.car().updateViews().stream()
        .filter(each -> each.at().compareTo(from) > 0)
        .toList();
  }

  /** When the head unit began to show that it is installing. */
  List<EvidenceItem> installations(Duration from) {
    return views(from).stream()
        .filter(view -> view.state().equals("INSTALLING"))
        .map(UpdateTraffic::item)
        .toList();
  }

  static EvidenceItem item(UpdateView view) {
    return new EvidenceItem("frame", Scene.nanos(view.at()), view.state() + " " + view.version());
  }
}
