// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Incident;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.EmergencyCentre.Wrong;
import dev.dcmrig.api.RadioLink.HttpExchange;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What must be seen in the MSD of a call, of the agent's case, and of other traffic. */
public final class DataChecks {
  private static final Duration DECIDED = Duration.ofSeconds(10);

  private final Scene scene;

  public DataChecks(Scene scene) {
    this.scene = scene;
  }

  @Then("the MSD is that of a(n) {automatic} call of this car")
  public void kind(Boolean automatic) {
    CrashData data = scene.data();
    scene.dcm(
        data.automatic() == automatic,
        () -> "expected automatic activation to be " + automatic + " in the MSD");
    String vin = scene.cars.vin();
    scene.dcm(
        data.vin().equals(vin), () -> "expected VIN " + vin + " in the MSD, saw " + data.vin());
  }

  @Then("the position in the MSD is within {int} m of the car's, and {trusted}")
  public void position(int metres, Boolean trusted) {
    checkPosition(metres);
    scene.dcm(
        scene.data().trusted() == trusted,
        () -> "expected the position to be marked as " + (trusted ? "trusted" : "not trusted"));
  }

  private void checkPosition(int metres) {
    Place seen = scene.data().position();
    double off = seen.metresTo(scene.place);
    scene.dcm(
        off <= metres,
        () ->
            String.format(
                Locale.ROOT,
                "expected a position within %d m of %.5f, %.5f; the MSD says %.5f, %.5f, %.0f m"
                    + " off",
                metres,
                scene.place.latitude(),
                scene.place.longitude(),
                seen.latitude(),
                seen.longitude(),
                off));
  }

  @Then("two earlier positions are {int} m and {int} m back, to within {int} m")
  public void earlier(int first, int second, int tolerance) {
    List<Place> recent = scene.data().recent();
    scene.dcm(
        recent.size() == 2,
        () -> "expected two earlier positions in the MSD, saw " + recent.size());
    Place here = scene.data().position();
    double n1 = here.metresTo(recent.get(0));
    double n2 = here.metresTo(recent.get(1));
    scene.dcm(
        Math.abs(n1 - first) <= tolerance && Math.abs(n2 - second) <= tolerance,
        () ->
            String.format(
                Locale.ROOT,
                "expected earlier positions %d m and %d m back, saw %.0f m and %.0f m",
                first,
                second,
                n1,
                n2));
  }

  @Then("the direction in the MSD is {int} degrees")
  public void direction(int degrees) {
    double seen = scene.data().direction().orElse(-1.0);
    scene.dcm(
        Math.abs(seen - degrees) <= 2,
        () -> "expected a direction of " + degrees + " degrees in the MSD, saw " + seen);
  }

  @Then("the MSD gives {int} passengers")
  public void passengers(int count) {
    scene.dcm(
        scene.data().passengers().orElse(-1) == count,
        () -> "expected " + count + " passengers in the MSD, saw " + scene.data().passengers());
  }

  @Then("the time stamp in the MSD is within {duration} of the event")
  public void timestamp(Duration tolerance) {
    Duration seen =
        Duration.between(scene.data().timestamp(), scene.bench().startedAt().plus(scene.trigger))
            .abs();
    scene.dcm(
        seen.compareTo(tolerance) <= 0,
        () -> "expected the event's time in the MSD, it is " + Scene.text(seen) + " off");
  }

  @Then("{int} messages of data have arrived in the call within {duration}")
  public void messages(int count, Duration limit) {
    scene.within(limit, () -> scene.call().data().size() >= count);
    scene.dcm(
        scene.call().data().size() == count,
        () ->
            "expected "
                + count
                + " messages of data in the call, saw "
                + scene.call().data().size());
    for (int index = 0; index < count; index++) {
      int number = index + 1;
      int seen = scene.call().data().get(index).messageIdentifier();
      scene.dcm(
          seen == number,
          () -> "expected message identifier " + number + " in the MSD, saw " + seen);
    }
  }

  @Then("the centre has noted nothing wrong with what the DCM sent")
  public void nothingWrong() {
    List<Wrong> wrongs =
        scene.bench().centre().wrongs().stream()
            .filter(wrong -> wrong.vin().equals(scene.cars.vin()))
            .toList();
    scene.dcm(
        wrongs.isEmpty(),
        () ->
            "expected nothing to be wrong with what the DCM sent, the centre noted "
                + wrongs.stream().map(Wrong::what).collect(Collectors.joining("; ")));
  }

  @Then("the agent sends to the car's position: {services}")
  public void dispatched(List<String> services) {
    scene.within(DECIDED, () -> incident().dispatched().equals(services));
    scene.service(
        incident().dispatched().equals(services),
        () -> "expected " + services + " to be dispatched, it was " + incident().dispatched());
    if (!services.isEmpty()) {
      double off = incident().position().metresTo(scene.place);
      scene.service(
          off <= 150, () -> "expected them to be sent to the car, it is " + off + " m off");
    }
  }

  @Then("nothing is dispatched and the case is closed within {duration}")
  public void closed(Duration limit) {
    scene.within(limit, () -> incident().closed() != null);
    scene.service(incident().closed() != null, () -> "expected the case to be closed");
    scene.service(
        incident().dispatched().isEmpty(),
        () -> "expected nothing to be dispatched, it was " + incident().dispatched());
  }

  private Incident incident() {
    List<Incident> all =
        scene.bench().centre().incidents().stream()
            .filter(incident -> incident.vin().equals(scene.cars.vin()))
            .toList();
    scene.dcm(!all.isEmpty(), () -> "expected a case at the centre, no call has arrived");
    return all.get(all.size() - 1);
  }

  @Then("telemetry is sent within {duration}")
  public void telemetry(Duration limit) {
    int before = telemetryCount();
    scene.within(limit, () -> telemetryCount() > before);
    scene.dcm(telemetryCount() > before, () -> "expected telemetry, none was sent");
  }

  @Then("no telemetry is sent for {duration}")
  public void noTelemetry(Duration span) {
    int before = telemetryCount();
    scene.pass(span);
    scene.dcm(
        telemetryCount() == before,
        () -> "expected no telemetry, " + (telemetryCount() - before) + " were sent");
  }

  /** Neither a call nor a request of any kind: the modem is not used at all. */
  @Then("nothing is sent for {duration}")
  public void nothingSent(Duration span) {
    int requests = scene.http().size();
    scene.pass(span);
    int more = scene.unexpectedAttempts().size();
    List<HttpExchange> sent = scene.http();
    scene.dcm(
        more == 0 && sent.size() == requests,
        () ->
            "expected nothing to be sent for "
                + Scene.text(span)
                + ", the network saw "
                + more
                + " call attempts and the requests "
                + sent.subList(requests, sent.size()).stream()
                    .map(request -> request.method() + " " + request.path())
                    .toList());
  }

  private int telemetryCount() {
    return (int)
        scene.http().stream().filter(exchange -> exchange.path().endsWith("/telemetry")).count();
  }
}
