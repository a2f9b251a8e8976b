Feature: A press while something is going on
  What a press means depends on what the DCM is doing. During an emergency it changes nothing; after
  one it begins anew.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SOS-04
  Rule: SOS-04 Three attempts and no fourth

    Scenario: A second press has all attempts of its own
      Given the centre refuses the next 20 calls with status 486
      When the SOS button is pressed
      Then exactly {sos.attempts} calls are attempted within {sos.attempts} x {sos.gap} + 30 s
      When the SOS button is pressed
      Then exactly {sos.attempts} calls are attempted within {sos.attempts} x {sos.gap} + 30 s
      And the MSD is number {sos.attempts} of its incident
      And the service has been told of sos: triggered 1 to {sos.attempts}, given-up {sos.attempts}

    Scenario: An attempt that is due during a call back waits for its end
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And there is no coverage
      And the SOS button is pressed
      And 2 s pass
      And there is good coverage
      And {sos.gap} - 15 s pass
      And the centre calls back
      Then the call back is connected within 10 s
      And no call is attempted for 30 s
      And the call is still up after 1 s
      When the centre ends the call
      Then a call is connected within {sos.gap} + 10 s
      And the MSD is that of a manual call of this car
      And the service has been told of sos: triggered 1 to 2, connected 2

  @SOS-13
  Rule: SOS-13 Hold time of the button

    Scenario Outline: A button that is held over a reset <when> into the press counts once it was let go
      When the SOS button is pressed for 20 s
      And <when> pass
      And the DCM is reset
      Then no call is attempted for 1 min
      When the SOS button is pressed
      Then a call is attempted at most 2 s later

      Examples:
        | when                    |
        | {sos.holdTime} - 200 ms |
        | {sos.holdTime} + 5 s    |

    Scenario: A switch at the wire whose line has a fault presses nothing
      When the SOS switch gets a fault
      And the SOS switch at the wire is pressed for {sos.holdTime} + 500 ms
      Then no call is attempted for 10 s

  @SOS-14
  Rule: SOS-14 A press during a call places no second call

    Scenario: A press during a call back places no second call, then or later
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 5 s pass
      And the centre calls back
      Then the call back is connected within 10 s
      When the SOS button is pressed
      Then no call is attempted for 30 s
      When the centre ends the call
      Then no call is attempted for {sos.gap} + 30 s

    Scenario: A press during the call after a crash places no second one, then or later
      When an airbag deploys
      Then a call is connected
      When the SOS button is pressed
      Then no call is attempted for 30 s
      When the centre ends the call
      Then no call is attempted for {sos.gap} + 30 s
