Feature: Retries
  Faults of the service lead to bounded retries, never to a lost event or a hung DCM.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @NET-02
  Rule: NET-02 Back-end faults are bounded

    Scenario Outline: Five tries of the acknowledgement meet <fault>, and it is not lost
      Given the next 5 tries of acknowledgement meet <fault>
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the DCM acknowledges the start exactly once within 15 min
      And all that must not be lost has come through once within 1 min

      Examples:
        | fault            |
        | status 503       |
        | status 429       |
        | no answer        |
        | status 403       |
        | empty body       |

    Scenario: An event is kept over a reset
      Given the next 3 tries of emergency status meet status 503
      And the agent ends each call after 5 s
      When the SOS button is pressed
      Then a call is connected
      When 10 s pass
      And the DCM is reset
      Then all that must not be lost has come through once within 10 min

    Scenario: An event is kept without coverage
      Given the agent ends each call after 5 s
      When the SOS button is pressed
      Then a call is connected
      When there is no coverage
      And 1 h pass
      And there is good coverage
      Then all that must not be lost has come through once within 6 min

    Scenario: Telemetry is given up after three tries, and the next goes on
      When telemetry is due and its next {telematics.tries} + 1 tries meet status 500
      Then telemetry gets through without loss or repetition, and so does the next

    Scenario Outline: Reports under an order meet <fault>
      When position is due and its next 2 tries meet <fault>
      Then position gets through without loss or repetition, and so does the next

      Examples:
        | fault                  |
        | status 400             |
        | status 503             |
        | reset in the answer    |
        | no answer              |
        | certificate expired    |
        | old TLS                |

    @realtime
    Scenario: A certificate that is out of date once holds nothing up for long
      Given the next 1 tries of acknowledgement meet certificate expired
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the DCM acknowledges the start exactly once within 20 s
