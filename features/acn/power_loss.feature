Feature: Power lost in the crash
  Once the event is accepted, losing the ignition or the main battery does not cancel the call.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-11
  Rule: ACN-11 Back-up battery carries the call

    Scenario: The ignition is lost after the crash
      Given there is no coverage
      When an airbag deploys
      And the ignition is turned to OFF
      And {sleep.after} + 5 min pass
      Then the DCM is awake within 1 s
      When there is good coverage
      Then a call is connected within {acn.gap} + 10 s

    Scenario: The main battery is lost in the crash
      When an airbag deploys
      And the main battery is disconnected
      Then a call is connected
      And occupant and agent hear each other within 6 s
      And the call is still up after {backup.talk} - 1 min

    Scenario: Five minutes of talk, an hour of standby and five minutes of talk
      When an airbag deploys
      And the main battery is disconnected
      Then a call is connected
      And the call is still up after {backup.talk} - 15 s
      When the centre ends the call
      And {backup.standby} - 2 min pass
      And the centre calls back
      Then the call back is connected within 35 s
      And occupant and agent hear each other within 6 s

    Scenario: Twice five minutes of talk, and no more
      When an airbag deploys
      And the main battery is disconnected
      Then a call is connected
      And the call is still up after {backup.talk}
      When the speaker gets a fault
      Then the call is still up after {backup.talk} - 10 s
      And the call is over within 30 s
      When the main battery is connected again with 12.6 V
      Then no call is attempted for 5 min

    Scenario: What was talked before standby is not there after it
      When an airbag deploys
      And the main battery is disconnected
      Then a call is connected
      And the call is still up after {backup.talk} + 2 min
      When the centre ends the call
      And 1 min passes
      And the centre calls back
      Then the call back is connected within 35 s
      And the call is still up after {backup.talk} - 2 min - 40 s
      And the call is over within 60 s

    Scenario: The main battery is back for a moment: the call goes on, and the back-up battery is full
      When an airbag deploys
      And the main battery is disconnected
      Then a call is connected
      And the call is still up after {backup.talk}
      When the main battery is connected again with 12.6 V
      And 5 s pass
      And the main battery is disconnected
      Then the call is still up after 2 x {backup.talk} - 10 s
      And the call is over within 30 s

    Scenario: The back-up battery carries no call-back window of a manual call
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 10 s pass
      And the main battery is disconnected
      And 30 s pass
      And the centre calls back
      Then the call back is not connected within 35 s

    Scenario: The call-back window over, the back-up battery carries nothing any more
      When an airbag deploys
      Then a call is connected
      When the centre ends the call
      And 2 min pass
      And the main battery is disconnected
      And {callBack.window} - 4 min pass
      And a stranger sends the short message "hello"
      Then the DCM has asked for its tracking order within 30 s
      When 3 min pass
      And a stranger sends the short message "hello"
      Then nothing is sent for 1 min

    Scenario: Without supply neither the switch at the wire nor a reset does anything
      When the main battery is disconnected
      And 1 s passes
      And the SOS switch at the wire is pressed for 1 s
      Then no call is attempted for 1 min
      When the DCM is reset
      Then nothing is sent for 1 min

    Scenario: A faulty back-up battery carries nothing
      When the backup battery gets a fault
      And an airbag deploys
      Then a call is connected
      When the main battery is disconnected
      Then the call is over within 30 s
      And no call is attempted for 5 min

    Scenario Outline: The supply at <volts> V in a manual call: <what>
      When the SOS button is pressed
      Then a call is connected
      When the main battery is at <volts> V
      And 2 s pass
      And the main battery is at 12.6 V
      Then <what>

      Examples: the limit from both sides
        | volts                      | what                             |
        | {backup.belowVolts} + 0.1  | the call is still up after 10 s  |
        | {backup.belowVolts} - 0.1  | the call is over within 30 s     |

    Scenario Outline: The main battery lost for <time> in a manual call: <what>
      When the SOS button is pressed
      Then a call is connected
      When the main battery is disconnected
      And <time> pass
      And the main battery is connected again with 12.6 V
      Then <what>

      Examples: the hold-up time from both sides
        | time                     | what                             |
        | {backup.holdUp} - 100 ms | the call is still up after 10 s  |
        | {backup.holdUp} + 100 ms | the call is over within 30 s     |

    Scenario: Attempts go on with the back-up battery
      Given there is no coverage
      When an airbag deploys
      And the main battery is disconnected
      And {backup.standby} - {acn.gap} - 1 min pass
      And there is good coverage
      Then a call is connected within {acn.gap} + 10 s

    Scenario: Attempts end with the back-up battery
      Given there is no coverage
      When an airbag deploys
      And {acn.sameCrash} + 10 s pass
      And the impact sensors see 60 g
      And the main battery is disconnected
      And {backup.standby} + 2 min pass
      And there is good coverage
      Then no call is attempted for 10 min
      When the main battery is connected again with 12.6 V
      Then no call is attempted for 5 min

    Scenario: A crash that a loss of power kept for too long is over
      Given the backup battery gets a fault
      And there is no coverage
      When an airbag deploys
      And the main battery is disconnected
      And {acn.limit} + 1 min pass
      And there is good coverage
      When the main battery is connected again with 12.6 V
      Then no call is attempted for 10 min

    Scenario: A crash that is reported in a manual call and takes the main battery
      Given the radio link delays each message by 600 ms
      When the SOS button is pressed
      Then a call is connected
      When an airbag deploys
      And the main battery is disconnected
      Then the call is still up after {backup.talk} - 1 min

    Scenario: A manual call does not rely on the back-up battery
      When the SOS button is pressed
      Then a call is connected
      When the main battery is disconnected
      Then the call is over within 30 s
      And no call is attempted for 5 min

    @SOS-01 @realtime
    Scenario: A dip of the voltage while the engine is cranked changes nothing
      When the engine is cranked
      And the SOS button is pressed
      Then a call is connected

    Scenario: The crash takes the main battery before the airbag's message has gone out
      When the main battery is disconnected
      And an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And occupant and agent hear each other within 6 s
      And the call is still up after {backup.talk} - 1 min
