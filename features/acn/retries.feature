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
