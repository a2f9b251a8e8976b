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
      And 5 min pass
      And there is good coverage
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
      Then no call is attempted for 10 min

    Scenario: A crash that a loss of power kept for too long is over
      Given the backup battery gets a fault
      And there is no coverage
      When an airbag deploys
      And the main battery is disconnected
      And {acn.limit} + 1 min pass
      And there is good coverage
      When the main battery is connected again with 12.6 V
      Then no call is attempted for 10 min

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
