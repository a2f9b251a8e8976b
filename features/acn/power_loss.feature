Feature: Power lost in the crash
  Once the event is accepted, losing the ignition or the main battery does not cancel the call.

  @ACN-11
  Scenario: The ignition is lost after the crash
    Given a car with the ignition on and a DCM that is ready
    And there is no coverage
    When an airbag deploys
    And the ignition is turned to OFF
    And 5 min pass
    And there is good coverage
    Then a call is connected within 130 s

  @ACN-11
  Scenario: The main battery is lost in the crash
    Given a car with the ignition on and a DCM that is ready
    When an airbag deploys
    And the main battery is disconnected
    Then a call is connected
    And occupant and agent hear each other
    And the call is still up after 4 min

  @ACN-11
  Scenario: Five minutes of talk, an hour of standby and five minutes of talk
    Given a car with the ignition on and a DCM that is ready
    When an airbag deploys
    And the main battery is disconnected
    Then a call is connected
    And the call is still up after 285 s
    When the centre ends the call
    And 58 min pass
    And the centre calls back
    Then the call back is connected
    And occupant and agent hear each other

  @ACN-11
  Scenario: Attempts go on with the back-up battery
    Given a car with the ignition on and a DCM that is ready
    And there is no coverage
    When an airbag deploys
    And the main battery is disconnected
    And 57 min pass
    And there is good coverage
    Then a call is connected within 130 s

  @ACN-11
  Scenario: Attempts end with the back-up battery
    Given a car with the ignition on and a DCM that is ready
    And there is no coverage
    When an airbag deploys
    And the main battery is disconnected
    And 62 min pass
    And there is good coverage
    Then no call is attempted for 10 min

  @ACN-11
  Scenario: A manual call does not rely on the back-up battery
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the main battery is disconnected
    Then the call is over within 30 s
    And no call is attempted for 5 min

  @ACN-11 @SOS-01 @realtime
  Scenario: A dip of the voltage while the engine is cranked changes nothing
    Given a car with the ignition on and a DCM that is ready
    When the engine is cranked
    And the SOS button is pressed for 1 s
    Then a call is connected

  @ACN-11
  Scenario: The crash takes the main battery before the airbag's message has gone out
    Given a car with the ignition on and a DCM that is ready
    When the main battery is disconnected
    And an airbag deploys
    Then a call is attempted at most 2 s later
    And a call is connected
    And occupant and agent hear each other
    And the call is still up after 4 min
