Feature: Tracking without coverage
  No coverage: no reports arrive. Coverage back: they resume, and nothing old comes late.

  @SVT-06
  Rule: SVT-06 Pauses without coverage, resumes with it

    @NET-01
    Scenario: Ten minutes without coverage
      Given tracking is active
      And there is no coverage
      Then no report is sent for 10 min
      When there is good coverage
      Then at most 2 reports arrive within {svt.interval} + 5 s
      And a report arrives within {svt.interval} + 5 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}
      And the last report's position is within 150 m of the car's, and fresh

    @NET-01
    Scenario: A day without coverage
      Given tracking is active
      And there is no coverage
      When 1 day passes
      And there is good coverage
      Then at most 2 reports arrive within {svt.interval} + 5 s
      And a report arrives within {svt.interval} + 5 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}

    @NET-01
    Scenario: Weak coverage lets the reports through
      Given tracking is active
      And there is weak coverage
      Then a report arrives within {svt.interval} + 5 s
      And reports arrive {svt.interval} apart for 5 x {svt.interval}

    @SVT-02 @NET-01
    Scenario: An order that was given without coverage arrives with it
      Given there is no coverage
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service grants it
      And no report is sent for 10 min
      When there is good coverage
      Then the DCM acknowledges the start exactly once within 6 min
      And a report arrives within {svt.interval} + 5 s
