Feature: Retries of a collision notification
  A failed call is tried again until coverage returns, for up to 24 hours.

  @ACN-04
  Scenario: A call that is refused is tried again after two minutes
    Given a car with the ignition on and a DCM that is ready
    And the centre refuses the next 4 calls with status 503
    When an airbag deploys
    Then exactly 5 calls are attempted within 12 min
    And each attempt begins 120 s after the end of the one before

  @ACN-04 @NET-01
  Scenario: Coverage that returns lets the call through
    Given a car with the ignition on and a DCM that is ready
    And there is no coverage
    When an airbag deploys
    And 31 min pass
    And there is good coverage
    Then a call is connected within 130 s
    And no call is attempted for 10 min

  @ACN-04
  Scenario: A reset does not end the attempts
    Given a car with the ignition on and a DCM that is ready
    And the car is in Sydney, heading 90 degrees
    And there is no coverage
    When an airbag deploys
    And 10 min pass
    And the DCM is reset
    And 5 min pass
    And there is good coverage
    Then a call is connected within 130 s
    And the position in the data is within 150 m of the car's, and trusted
    And the time stamp in the data is within 2 s of the event

  @ACN-04 @long
  Scenario: Coverage that returns shortly before 24 hours are over lets the call through
    Given a car with the ignition on and a DCM that is ready
    And there is no coverage
    When an airbag deploys
    And 1437 min pass
    And there is good coverage
    Then a call is connected within 130 s

  @ACN-05 @long
  Scenario: Coverage that returns after 24 hours starts no call
    Given a car with the ignition on and a DCM that is ready
    And there is no coverage
    When an airbag deploys
    And 1441 min pass
    And there is good coverage
    Then no call is attempted for 1 h
    And the centre has 0 calls from the vehicle

  @ACN-04 @NET-01
  Scenario: A call that breaks off in the middle of its INVITE is tried again
    Given a car with the ignition on and a DCM that is ready
    And the radio link breaks off 300 bytes into the next message to the centre
    When an airbag deploys
    Then a call is connected within 130 s
    And the data are those of an automatic call of this car
