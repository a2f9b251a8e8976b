Feature: Tracking and the main battery
  A report each 60 s; each 300 s below 11.5 V; none below 9.0 V. Each limit must be held for 10 s and has 0.5 V
  of hysteresis. With the battery flat or disconnected tracking ceases, and resumes only if it is still active.

  @SVT-13
  Rule: SVT-13 Ignition off, intervals, voltage limits

    Scenario Outline: At <volts> V a report comes each <interval>
      Given tracking is active
      When the main battery is at <volts> V
      And {svt.hold} + 1 s pass
      Then a report arrives within <interval>
      And reports arrive <interval> apart for <span>

      Examples:
        | volts                  | interval          | span                  |
        | {svt.lowBelow} + 0.1   | {svt.interval}    | 5 x {svt.interval}    |
        | {svt.lowBelow} - 0.1   | {svt.lowInterval} | 5 x {svt.lowInterval} |
        | {svt.ceaseBelow} + 0.1 | {svt.lowInterval} | 5 x {svt.lowInterval} |

    Scenario: 11.4 V for 9 s changes nothing
      Given tracking is active
      When the main battery is at {svt.lowBelow} - 0.1 V
      And {svt.hold} - 1 s pass
      And the main battery is at 12.6 V
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}

    Scenario: 11.4 V for 11 s counts, and 11.9 V does not undo it
      Given tracking is active
      When the main battery is at {svt.lowBelow} - 0.1 V
      And {svt.hold} + 1 s pass
      And the main battery is at {svt.lowBelow} + {svt.hysteresis} - 0.1 V
      And 30 s pass
      Then a report arrives within {svt.lowInterval} + 5 s
      And reports arrive {svt.lowInterval} apart for 5 x {svt.lowInterval}

    Scenario: 12.1 V for 9 s does not undo it either
      Given tracking is active
      When the main battery is at {svt.lowBelow} - 0.1 V
      And {svt.hold} + 1 s pass
      And the main battery is at {svt.lowBelow} + {svt.hysteresis} + 0.1 V
      And {svt.hold} - 1 s pass
      And the main battery is at {svt.lowBelow} - 0.1 V
      Then a report arrives within {svt.lowInterval} + 5 s
      And reports arrive {svt.lowInterval} apart for 5 x {svt.lowInterval}

    Scenario: 12.1 V for 11 s brings a report each minute again
      Given tracking is active
      When the main battery is at {svt.lowBelow} - 0.1 V
      And {svt.hold} + 1 s pass
      And the main battery is at {svt.lowBelow} + {svt.hysteresis} + 0.1 V
      And {svt.hold} + 1 s pass
      Then a report arrives within {svt.lowInterval} + 5 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}

    Scenario: 8.9 V for 9 s does not end the reports
      Given tracking is active
      When the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} - 1 s pass
      And the main battery is at 12.6 V
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}

    Scenario: A crank dip changes nothing
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      When the engine is cranked
      Then no report is sent for {svt.interval} - 10 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}

  @SVT-07
  Rule: SVT-07 Ceases without battery, resumes with it

    Background:
      Given tracking is active

    @SVT-13
    Scenario: At 8.9 V the reports cease
      When the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} + 5 s pass
      Then no report is sent for 30 min

    @SVT-13
    Scenario: After 8.9 V it takes more than 9.4 V to go on
      When the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} + 5 s pass
      And the main battery is at {svt.ceaseBelow} + {svt.hysteresis} - 0.1 V
      Then no report is sent for 15 min
      When the main battery is at {svt.ceaseBelow} + {svt.hysteresis} + 0.1 V
      Then no report is sent for {svt.hold} - 1 s
      And a report arrives within {svt.lowInterval} + 5 s
      And reports arrive {svt.lowInterval} apart for 5 x {svt.lowInterval}

    Scenario: The battery disconnected and connected again
      When the main battery is disconnected
      And 1 s pass
      Then no report is sent for 30 min
      When the main battery is connected again with 12.6 V
      Then the DCM has asked for its tracking order within 30 s
      And a report arrives within {svt.interval} + 10 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}

  @SVT-08
  Rule: SVT-08 Request ended meanwhile does not resume

    Background:
      Given tracking is active

    Scenario: Ended while the battery was out, tracking does not resume
      When the main battery is disconnected
      And 10 s pass
      And the police asks to end tracking
      Then the service grants it
      When the main battery is connected again with 12.6 V
      Then no report is sent for 30 min

    Scenario: Ended while the battery was flat, tracking does not resume
      When the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} + 5 s pass
      And the police asks to end tracking
      And the main battery is at 12.6 V
      Then no report is sent for 30 min

    Scenario: Ended without coverage and before a reset, tracking does not resume
      Given there is no coverage
      When the police asks to end tracking
      And the DCM is reset
      And 2 min pass
      And there is good coverage
      Then no report is sent for 30 min
