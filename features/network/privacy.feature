Feature: Privacy
  Position is collected for a safety feature only once it is triggered, and not after its incident is closed.
  With data connectivity restricted only the safety features send.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @PRV-01
  Rule: PRV-01 Restriction holds, safety features excepted

    Scenario: Restricted: neither telemetry nor position leaves the car
      Given the owner has restricted data connectivity
      Then no telemetry is sent for 5 min
      And no position leaves the car for 5 min

    Scenario: Telemetry tells speed and voltage of the moment, and no position
      Given the car has driven at 50 km/h for {telematics.telemetryInterval} + 5 s
      Then the last telemetry gives 50 km/h
      And the last telemetry gives 12.6 V
      When the main battery is at 12.2 V
      And the car has driven at 0 km/h for {telematics.telemetryInterval} + 5 s
      Then the last telemetry gives 0 km/h
      And the last telemetry gives 12.2 V
      And everything that the DCM has sent so far is complete, numbered and timed

    Scenario: Restricted: the app is not told where the car is
      Given the owner has restricted data connectivity
      When the owner's app asks the car to locate
      Then the DCM reports the command as refused as data-restricted within 15 s
      And no position leaves the car for 1 min

    Scenario: Restricted meanwhile: a position that waits does not leave the car
      When the owner's app asks the car to locate
      And the telematics service answers everything with status 503
      And 2 min pass
      And the telematics service answers everything with status 200
      And the owner has restricted data connectivity
      Then no position leaves the car for 2 min
      And the DCM reports the command as refused as data-restricted within 1 s

    @SVT-02
    Scenario: Restricted: a stolen car is tracked all the same
      Given the owner has restricted data connectivity
      And tracking is active
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}
      And no telemetry is sent for 3 min

    @SOS-06
    Scenario: Restricted: an emergency call sends what it must
      Given the owner has restricted data connectivity
      When the SOS button is pressed
      Then a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted
      And all that must not be lost has come through once within 1 min

  @PRV-02
  Rule: PRV-02 Position and voice only once triggered

    Scenario: Nothing triggered: no position leaves the car
      Given the car has driven at 60 km/h for 1 min
      Then no position leaves the car for 10 min
      And the centre has 0 calls from the vehicle

    Scenario: The incident over, no position leaves the car
      Given the agent ends each call after 10 s
      When the SOS button is pressed
      Then a call is connected
      And the call is over within 30 s
      And no position leaves the car for 10 min

    @SVT-12
    Scenario: Tracking ended, no position leaves the car
      Given tracking is active
      And tracking has ended
      Then no position leaves the car for 10 min
