Feature: Tracking a car that sleeps
  With the ignition off for long the car's bus is silent and the DCM sleeps; a short message wakes it.

  @SVT-13
  Rule: SVT-13 Ignition off, intervals, voltage limits

    @SVT-02
    Scenario: A sleeping DCM draws almost nothing, and an order wakes it
      Given a car and a DCM that sleep
      Then the DCM draws less than 10 mA and the bus is silent for 1 h
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the DCM is awake within 30 s
      And a report arrives within 60 s
      And the last report's position is within 150 m of the car's, and fresh
      And reports arrive {svt.interval} apart for 10 x {svt.interval}

    @SVT-02
    Scenario: Parked for a month, the car can still be tracked
      Given a car and a DCM that sleep
      When 30 days pass
      And the stolen-vehicle centre asks for tracking with report and VIN
      Then a report arrives within 90 s
      And the last report's position is within 150 m of the car's, and fresh

    Scenario: The DCM does not sleep while it tracks
      Given tracking is active
      When 1 h pass
      Then the DCM is awake within 1 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}

  @SVT-10
  Rule: SVT-10 No tracking of a vehicle not reported stolen

    Scenario: A stranger's short message starts nothing, and the DCM sleeps again
      Given a car and a DCM that sleep
      When a stranger sends the short message "START TR-1"
      Then the DCM is awake within 10 s
      And the DCM has asked for its tracking order within 30 s
      And no position leaves the car for 1 min
      And the DCM sleeps within {sleep.awake}
      And the DCM draws less than 10 mA and the bus is silent for 1 h

  @SVT-05
  Rule: SVT-05 Goes on until its end is asked for

    Scenario: Tracking ended, the DCM sleeps again
      Given a car and a DCM that sleep
      And tracking is active
      And tracking has ended
      Then the DCM sleeps within {sleep.after} + 5 min

  @SVT-02
  Rule: SVT-02 Reports positions to the stolen-vehicle centre

    Scenario: A car that was without coverage when the order came is woken later
      Given a car and a DCM that sleep
      And there is no coverage
      When the stolen-vehicle centre asks for tracking with report and VIN
      And 1 day passes
      And there is good coverage
      Then a report arrives within 90 s
