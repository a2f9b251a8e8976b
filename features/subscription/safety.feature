Feature: Emergency calls need no subscription and no leave
  SOS and ACN depend on no subscription, on no app and on no restriction set in the app.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SUB-08
  Rule: SUB-08 SOS and ACN depend on no subscription

    Scenario: SOS with everything lapsed and restricted
      Given every subscription has lapsed
      And the owner has restricted data connectivity
      When the SOS button is pressed
      Then a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted
      And occupant and agent hear each other within 6 s

  @SOS-06
  Rule: SOS-06 Works with data connectivity restricted

    Scenario: A restriction of the owner holds: no telemetry leaves the car
      Then telemetry is sent within {telematics.telemetryInterval} + 5 s
      When the owner has restricted data connectivity
      Then no telemetry is sent for 10 min
