Feature: Tracking with weak or lost GNSS
  Tracking is limited, not wrong: an old position is marked as old and never sent as fresh.

  @SVT-14
  Rule: SVT-14 Limited, not wrong, without GNSS

    Scenario Outline: GNSS lost, ignition <ignition>: the last known position, marked as old
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      When the ignition is turned to <ignition>
      And GNSS reception is lost
      And 10 s pass
      Then a report arrives within {svt.interval} + 5 s
      And the last report's position is within 150 m of the car's, and old
      And reports arrive {svt.interval} apart for 5 x {svt.interval}
      And the fix of the last report is at least 4 x {svt.interval} old

      Examples:
        | ignition |
        | ON       |
        | OFF      |

    Scenario: A car that moves on without GNSS is not where the report says, and the report says so
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      When GNSS reception is lost
      And the car has driven at 60 km/h for 2 min
      Then a report arrives within {svt.interval} + 5 s
      And the last report's position is within 150 m of the car's, and old

    Scenario: GNSS back: fresh again
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      And GNSS reception is lost
      And 70 s pass
      When GNSS reception is good
      And 5 s pass
      Then a report arrives within {svt.interval} + 5 s
      And the last report's position is within 150 m of the car's, and fresh

    Scenario: The GNSS antenna faulty: tracking goes on, nothing is fresh
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      When the GNSS gets a fault
      And 1 s pass
      Then a report arrives within {svt.interval} + 5 s
      And the last report's position is within 150 m of the car's, and old
      When the fault of the GNSS is gone
      And 6 s pass
      Then a report arrives within {svt.interval} + 5 s
      And the last report's position is within 150 m of the car's, and fresh

    @SVT-13
    Scenario: Carried away with the ignition off, the car tells where it is
      Given tracking is active
      And 5 min pass
      When the car is in Sydney, heading 0 degrees
      And 3 min pass
      Then a report arrives within {svt.interval} + 5 s
      And the last report's position is within 150 m of the car's, and fresh
