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

    Scenario Outline: Asleep, <event>: it wakes, and sleeps again
      Given a car and a DCM that sleep
      When <event>
      Then the DCM is awake within 1 s
      When {sleep.after} - 5 s pass
      Then the DCM is awake within 1 s
      And the DCM sleeps within 90 s
      And the DCM draws less than 10 mA and the bus is silent for 10 min

      Examples: a pin, one by one, on a bus that sleeps
        | event                                          |
        | the SOS switch at the wire is pressed for 1 s  |
        | the speaker gets a fault                         |
        | the main battery is at 12.0 V                  |

      Examples: a frame
        | event                                          |
        | the SOS button is pressed for 100 ms           |
        | the impact sensors see 5 g                     |

    Scenario: The ignition wakes it, and it does not sleep before the ignition is off
      Given a car and a DCM that sleep
      When the ignition is turned to ACC
      Then the DCM is awake within 1 s
      When 2 x {sleep.after} pass
      Then the DCM is awake within 1 s
      When the ignition is turned to OFF
      And {sleep.after} - 5 s pass
      Then the DCM is awake within 1 s
      And the DCM sleeps within 90 s

    Scenario: A short message keeps it awake for its time, and no longer
      Given a car and a DCM that sleep
      When a stranger sends the short message "hello"
      Then the DCM is awake within 1 s
      When {sleep.awake} - 5 s pass
      Then the DCM is awake within 1 s
      And the DCM sleeps within 10 s

    Scenario: A short message shortly before it would sleep counts anew
      Given a car and a DCM that sleep
      When the speaker gets a fault
      And {sleep.after} - 1 min pass
      And a stranger sends the short message "hello"
      And {sleep.awake} - 5 s pass
      Then the DCM is awake within 1 s
      And the DCM sleeps within 10 s

    Scenario: A message that waits keeps it awake
      Given a car with the ignition on and a DCM that is ready
      And the telematics service answers everything with status 503
      When a forged order reaches the DCM
      And the ignition is turned to OFF
      And 2 x {sleep.after} pass
      Then the DCM is awake within 1 s

    Scenario: The DCM does not sleep under an order, though the battery is flat and nothing is reported
      Given tracking is active
      When the main battery is at {svt.ceaseBelow} - 0.1 V
      And 2 x {sleep.after} pass
      Then the DCM is awake within 1 s

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

  @SOS-16
  Rule: SOS-16 Call back within the window

    Scenario: The call-back window keeps it awake, and then it sleeps
      Given a car with the ignition on and a DCM that is ready
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the ignition is turned to OFF
      And {callBack.window} - 5 min pass
      Then the DCM is awake within 1 s
      When the centre calls back
      Then the call back is connected within 35 s
      When the centre ends the call
      And {callBack.window} - 5 min pass
      Then the DCM is awake within 1 s
      And the DCM sleeps within {sleep.after} + 10 min
