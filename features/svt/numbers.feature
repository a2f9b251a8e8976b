Feature: The numbers of tracking
  Each from both sides, near enough to the specified number that another one is seen.

  @SVT-13
  Rule: SVT-13 Ignition off, intervals, voltage limits

    @SVT-07
    Scenario: A supply that is high enough counts when it was so for its time
      Given tracking is active
      When the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} + 5 s pass
      And the main battery is at {svt.ceaseBelow} + {svt.hysteresis} + 0.05 V
      Then the DCM has asked for its tracking order after {svt.hold}

    @SVT-07
    Scenario: A supply just below what ends the pause does not end it
      Given tracking is active
      When the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} + 5 s pass
      And the main battery is at {svt.ceaseBelow} + {svt.hysteresis} - 0.05 V
      Then no report is sent for 2 x {svt.lowInterval} + 10 s

    @SVT-07
    Scenario: A report that waits for another try does not go out on a flat battery
      Given tracking is active
      Then a report arrives within {svt.interval} + 5 s
      When the next 9 tries of position meet status 503
      And {svt.interval} + 1 s pass
      And the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} + 500 ms pass
      Then no report is sent for 2 x {svt.interval}

    Scenario: With the ignition off for long the DCM does what its profile says
      Given a car with the ignition on and a DCM that is ready
      When the ignition is turned to OFF
      And 10 s pass
      Then the DCM {sleep.mode} within {sleep.after} + 5 min

    Scenario: A bus that does not answer is waited for, and no longer
      Given a car and a DCM that sleep
      And GNSS reception is silent
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then a report arrives after {svt.fixWait}

  @SVT-06
  Rule: SVT-06 Pauses without coverage, resumes with it

    Scenario: Reports that used up their tries are kept as many as the profile says
      When position is due and its next {telematics.tries} tries meet status 503
      And {svt.interval} + 30 s pass
      Then at most {svt.queue} + 1 reports arrive within {svt.interval} - 10 s
      And a report arrives within {svt.interval}
