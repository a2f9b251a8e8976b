Feature: Retries of a collision notification
  A failed call is tried again until coverage returns, for up to 24 hours.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-04
  Rule: ACN-04 Tries again for up to 24 h

    Scenario: A call that is refused is tried again after two minutes
      Given the centre refuses the next 4 calls with status 503
      When an airbag deploys
      Then exactly 5 calls are attempted within 5 x {acn.gap} + 2 min
      And each attempt begins {acn.gap} after the end of the one before
      And the MSD is number 5 of its incident
      And the service has been told of acn: triggered 1 to 5, connected 5

    @NET-01
    Scenario: Coverage that returns lets the call through
      Given there is no coverage
      When an airbag deploys
      And 31 min pass
      And there is good coverage
      Then a call is connected within {acn.gap} + 10 s
      And no call is attempted for 10 min

    Scenario: A reset does not end the attempts
      Given the car is in Sydney, heading 90 degrees
      And there is no coverage
      When an airbag deploys
      And 10 min pass
      And the DCM is reset
      And 5 min pass
      And there is good coverage
      Then a call is connected within {acn.gap} + 10 s
      And the position in the MSD is within 150 m of the car's, and trusted
      And the time stamp in the MSD is within 2 s of the event

    @long
    Scenario: Coverage that returns shortly before 24 hours are over lets the call through
      Given there is no coverage
      When an airbag deploys
      And {acn.limit} - {acn.gap} - 1 min pass
      And there is good coverage
      Then a call is connected within {acn.gap} + 10 s

    Scenario: An attempt that is due during a call back waits for its end
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And there is no coverage
      And an airbag deploys
      And 2 s pass
      And there is good coverage
      And {acn.gap} - 20 s pass
      And the centre calls back
      Then the call back is connected within 10 s
      And no call is attempted for 30 s
      And the call is still up after 1 s
      When the centre ends the call
      Then a call is connected within {acn.gap} + 10 s
      And the MSD is that of an automatic call of this car

    @NET-01
    Scenario: A call that breaks off in the middle of its INVITE is tried again
      Given the radio link breaks off 300 bytes into the next message to the centre
      When an airbag deploys
      Then a call is connected within {acn.gap} + 10 s
      And the MSD is that of an automatic call of this car

  @ACN-05
  Rule: ACN-05 Attempts stop after 24 h

    @long
    Scenario: Coverage that returns after 24 hours starts no call
      Given there is no coverage
      When an airbag deploys
      And {acn.limit} + 1 min pass
      And there is good coverage
      Then no call is attempted for 1 h
      And the centre has 0 calls from the vehicle
      And the service has been told of acn: ..., triggered last, given-up last
      When the DCM is reset
      Then no call is attempted for 10 min

    @long
    Scenario: The 24 hours count from the crash, over a reset, and an attempt under way may end
      Given there is no coverage
      When an airbag deploys
      And {acn.limit} - {acn.gap} - 10 s pass
      And the DCM is reset
      And {acn.gap} - 10 s pass
      And the centre never answers
      And there is good coverage
      Then a call is attempted at most {acn.limit} later
      When {call.answerTimeout} + 10 s pass
      Then no call is attempted for 1 h
      And the service has been told of acn: ..., triggered 1 to 2, given-up 2
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
