Feature: Reports of a stolen vehicle's position
  While active, the DCM reports positions to the stolen-vehicle centre, with the ignition on or off.

  @SVT-02
  Rule: SVT-02 Reports positions to the stolen-vehicle centre

    @NET-01 @realtime
    Scenario: An order starts the reports at once
      Given a car with the ignition on and a DCM that is ready
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then a report arrives within 15 s
      And the DCM acknowledges the start exactly once within 5 s
      And the last report's position is within 150 m of the car's, and fresh

    @SVT-13
    Scenario: With the ignition on a report comes each minute
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}

    @SVT-13
    Scenario: With the ignition off a report comes each minute, too
      Given tracking is active
      Then reports arrive {svt.interval} apart for 30 x {svt.interval}
      And the last report's position is within 150 m of the car's, and fresh

    Scenario: The police sees what the stolen-vehicle centre sees
      Given the car is in Sydney, heading 90 degrees
      And tracking is active
      Then the stolen-vehicle centre sees the car's position
      And the police sees the car's position

    Scenario: A report tells the voltage of the moment, its order and its number
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      Then the last report gives 12.6 V
      When the main battery is at 12.1 V
      And {svt.interval} pass
      Then the last report gives 12.1 V
      When tracking ends
      And tracking is active
      And {svt.interval} pass
      Then everything that the DCM has sent so far is complete, numbered and timed

    Scenario: A car that never had a fix is reported without a position
      Given GNSS reception is lost
      And a car with the ignition on and a DCM that is ready
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then a report arrives within 15 s
      And no position leaves the car for {svt.interval} + 10 s
      And everything that the DCM has sent so far is complete, numbered and timed

    Scenario: Reports go on after a reset of the DCM
      Given tracking is active
      When the DCM is reset
      Then a report arrives within {svt.interval} + 10 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}

  @SVT-13
  Rule: SVT-13 Ignition off, intervals, voltage limits

    Scenario: The ignition turned off and on again changes nothing
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      When the ignition is turned to OFF
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}
      When the ignition is turned to ON
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}

  @SVT-10
  Rule: SVT-10 No tracking of a vehicle not reported stolen

    Scenario: A car that nobody has reported stolen sends no position
      Given a car with the ignition on and a DCM that is ready
      Then telemetry is sent within {telematics.telemetryInterval} + 5 s
      And no position leaves the car for 10 min
      And the police does not see the car's position
