Feature: The centre calls back
  When the centre ends or loses the call, the DCM takes a call back within the call-back window.

  @SOS-16 @realtime
  Scenario: After the centre has ended the call
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the centre ends the call
    And 10 s pass
    And the centre calls back
    Then the call back is connected
    And occupant and agent hear each other

  @SOS-16 @realtime
  Scenario: After the centre has lost the call
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the centre loses the call
    And 10 s pass
    And the centre calls back
    Then the call back is connected

  @SOS-16
  Scenario: At the end of the window
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the centre ends the call
    And 59 min pass
    And the centre calls back
    Then the call back is connected

  @SOS-16
  Scenario: After the window
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the centre ends the call
    And 61 min pass
    And the centre calls back
    Then the call back is not connected

  @SOS-16 @NET-01
  Scenario: Coverage lost after the call comes back within the window
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the centre ends the call
    And there is no coverage
    And 10 min pass
    And there is good coverage
    And 30 s pass
    And the centre calls back
    Then the call back is connected
