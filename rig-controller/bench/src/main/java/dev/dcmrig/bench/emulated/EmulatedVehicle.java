// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.Observations;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.driver.Account;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.ecus.gnss.Reception;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.host.HostedVehicle;
import dev.dcmrig.host.VehicleCommand;
import dev.dcmrig.uds.data.FlashFaults;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes things happen in a virtual vehicle, and writes each into the evidence. Nothing of it
 * reaches the DCM but by frames and the supply.
 */
public final class EmulatedVehicle implements Vehicle, Account, AutoCloseable {
  private final HostedVehicle vehicle;
  private final DoorLocks locks;
  private final HeadUnit headUnit;
  private final Observations observations;

  /**
   * @param locks listens on this vehicle's bus
   * @param headUnit listens there, too
   * @param observations what happens to it is noted here
   */
  public EmulatedVehicle(
      HostedVehicle vehicle, DoorLocks locks, HeadUnit headUnit, Observations observations) {
    this.headUnit = headUnit;
    this.vehicle = vehicle;
    this.locks = locks;
    this.observations = observations;
  }

  @Override
  public void ignition(Ignition position) {
    note("ignition", "position", position.name());
    send(VehicleCommand.ignition(dev.dcmrig.ecus.body.Ignition.valueOf(position.name())));
  }

  @Override
  public void pressSos(Duration duration) {
    note("sosButton.pressed", "duration", duration.toMillis() + " ms");
    send(VehicleCommand.pressSos(duration));
  }

  @Override
  public void deployAirbag() {
    note("airbag.deployed", Map.of());
    send(VehicleCommand.deployAirbag());
  }

  @Override
  public void impact(double peakG) {
    note("impact", "peak", number(peakG) + " g");
    send(VehicleCommand.impact(peakG));
  }

  @Override
  public void crash(double peakG) {
    note("crash", "peak", number(peakG) + " g");
    send(VehicleCommand.crash(peakG));
  }

  @Override
  public void occupants(int count) {
    note("occupants", "count", Integer.toString(count));
    send(VehicleCommand.occupants(count));
  }

  @Override
  public void occupantsUnknown() {
    note("occupants.unknown", Map.of());
    send(VehicleCommand.occupantsUnknown());
  }

  @Override
  public void position(double latitude, double longitude, double course) {
    note(
        "position",
        Map.of(
            "latitude",
            number(latitude),
            "longitude",
            number(longitude),
            "course",
            number(course)));
    send(VehicleCommand.position(latitude, longitude, course));
  }

  @Override
  public void drive(double speedKmh) {
    note("drive", "speed", number(speedKmh) + " km/h");
    send(VehicleCommand.drive(speedKmh));
  }

  @Override
  public void gnss(GnssReception reception) {
    note("gnss", "reception", reception.name());
    send(VehicleCommand.reception(Reception.valueOf(reception.name())));
  }

  @Override
  public void navigation(NavigationState state) {
    note("navigation", "state", state.name());
    send(
        VehicleCommand.navigation(
            dev.dcmrig.ecus.navigation.NavigationState.valueOf(state.name())));
  }

  @Override
  public void battery(double volts) {
    note("battery", "voltage", number(volts) + " V");
    send(VehicleCommand.battery(volts));
  }

  @Override
  public void disconnectBattery() {
    note("battery.disconnected", Map.of());
    send(VehicleCommand.disconnectBattery());
  }

  @Override
  public void reconnectBattery(double volts) {
    note("battery.reconnected", "voltage", number(volts) + " V");
    send(VehicleCommand.reconnectBattery(volts));
  }

  @Override
  public void crank() {
    note("crank", Map.of());
    send(VehicleCommand.crank());
  }

  @Override
  public void disturb(DomainValue value, Disturbance disturbance) {
    note("disturbance", Map.of("value", value.key(), "kind", disturbance.name()));
    send(VehicleCommand.disturb(value, dev.dcmrig.ecus.Disturbance.valueOf(disturbance.name())));
  }

  @Override
  public void undisturb(DomainValue value) {
    note("disturbance.ended", "value", value.key());
    send(VehicleCommand.undisturb(value));
  }

  @Override
  public boolean doorsLocked() {
    return locks.locked();
  }

  @Override
  public List<UpdateView> updateViews() {
    return headUnit.views();
  }

  @Override
  public List<Duration> updateMessages() {
    return headUnit.messages();
  }

  @Override
  public void answerUpdate(UpdateAnswer answer) {
    note("update.answered", "answer", answer.name());
    headUnit.answer(answer);
  }

  @Override
  public void failFlashing(String ecu, FlashingStep step, int times) {
    note("flashing.fails", Map.of("ecu", ecu, "step", step.name(), "times", "" + times));
    send(VehicleCommand.failFlashing(ecu, FlashFaults.Step.valueOf(step.name()), times));
  }

  @Override
  public Map<String, String> account() {
    return RestbusSummary.of(vehicle.vehicle().sendings(), vehicle.vehicle().refused());
  }

  @Override
  public void close() {
    headUnit.close();
    vehicle.close();
  }

  private void send(VehicleCommand command) {
    vehicle.command(command);
  }

  private void note(String kind, String key, String value) {
    note(kind, Map.of(key, value));
  }

  private void note(String kind, Map<String, String> details) {
    observations.note(Subject.RIG, "vehicle." + kind, details);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%s", value);
  }
}
