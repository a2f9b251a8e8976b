Feature: Crashes while something is going on
  A crash is told once, and each is told: in the call that is up, or in one of its own.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-10
  Rule: ACN-10 One crash, one call

    Scenario: A second crash during the first's call gets its own when that is over
      When an airbag deploys
      Then a call is connected
      When {acn.sameCrash} + 2 s pass
      And the impact sensors see 60 g
      Then no call is attempted for 30 s
      And the call is still up after 1 s
      When the centre ends the call
      Then a call is connected within 10 s
      And the MSD is that of an automatic call of this car
      And the MSD is number 1 of its incident
      And the time stamp in the MSD is within 2 s of the event
      And the centre has 2 calls from the vehicle
      And the service has been told of acn: triggered 1, connected 1

    Scenario: Three crashes give three calls
      Given the agent ends each call after 40 s
      When the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And 3 min pass
      Then the centre has 3 calls from the vehicle
      And the time stamp in the MSD is within 2 s of the event

    Scenario Outline: An airbag <wait> after an impact: <calls>
      Given the agent ends each call after 4 s
      When the impact sensors see 60 g
      And <wait> pass
      And an airbag deploys
      And 30 s pass
      Then the centre has <calls> calls from the vehicle

      Examples:
        | wait                     | calls |
        | {acn.sameCrash} - 700 ms | 1     |
        | {acn.sameCrash} + 300 ms | 2     |

    Scenario: What belongs to a crash does not prolong it
      Given the agent ends each call after 4 s
      When the impact sensors see 60 g
      And {acn.sameCrash} - 3 s pass
      And an airbag deploys
      And 5 s pass
      And the impact sensors see 60 g
      And 30 s pass
      Then the centre has 2 calls from the vehicle

    Scenario: A second crash between attempts of the first waits for its turn
      Given there is no coverage
      And the agent ends each call after 10 s
      When an airbag deploys
      And {acn.sameCrash} + 10 s pass
      And the impact sensors see 60 g
      And there is good coverage
      Then a call is connected within {acn.gap}
      And the call is over within 15 s
      When 20 s pass
      Then the centre has 2 calls from the vehicle
      And the time stamp in the MSD is within 2 s of the event
      And the service has been told of acn: triggered 1, connected 1, ended 1

    Scenario: Crashes that wait outlive a reset
      Given there is no coverage
      And the agent ends each call after 10 s
      When an airbag deploys
      And {acn.sameCrash} + 10 s pass
      And the impact sensors see 60 g
      And the DCM is reset
      And 5 s pass
      And there is good coverage
      Then a call is connected within {acn.gap} + 10 s
      And the call is over within 15 s
      When 20 s pass
      Then the centre has 2 calls from the vehicle
      And the time stamp in the MSD is within 2 s of the event

    Scenario: Four crashes wait at most, the oldest ones
      Given there is no coverage
      And the agent ends each call after 4 s
      When the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And there is good coverage
      Then a call is connected within {acn.gap}
      When 1 min pass
      Then the centre has 5 calls from the vehicle

    Scenario: A crash in a call back is told in it, and one that waits gets its own call behind it
      Given 3 seats are occupied
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And there is no coverage
      And the impact sensors see 60 g
      And {acn.sameCrash} + 2 s pass
      And there is good coverage
      And {callBack.registerRetry} + 1 s pass
      And the centre calls back
      Then the call back is connected within 5 s
      When 14 seats are occupied
      And the impact sensors see 60 g
      And 1 s pass
      Then the MSD is that of an automatic call of this car
      And the MSD gives 14 passengers
      When the ignition is turned to OFF
      And the centre ends the call
      Then a call is connected within {acn.gap}
      And the MSD is that of an automatic call of this car
      And the MSD gives 3 passengers
      And the MSD is number 1 of its incident
      When the centre ends the call
      Then no call is attempted for {acn.gap} + 10 s
      And the centre has 2 calls from the vehicle

    Scenario: A crash between two attempts of the button ends them
      Given the centre refuses the next 1 call with status 503
      And the agent ends each call after 20 s
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      When 10 s pass
      And an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And the MSD is that of an automatic call of this car
      And the MSD is number 1 of its incident
      And no call is attempted for {sos.attempts} x {sos.gap} + 30 s

    Scenario: A crash that was told is not told again after a reset
      When an airbag deploys
      Then a call is connected
      When {acn.sameCrash} + 5 s pass
      And the DCM is reset
      Then no call is attempted for {acn.gap} + 1 min

  @ACN-14
  Rule: ACN-14 Crash during an SOS call stays in that call

    Scenario: A crash that was heard in a call is not told again after a reset
      When the SOS button is pressed
      Then a call is connected
      When an airbag deploys
      Then 2 messages of data have arrived in the call within 2 s
      When the DCM is reset
      Then no call is attempted for {acn.gap} + 1 min

    Scenario Outline: A crash while the call rings is told again in its time: the centre <does>
      Given the centre <does>
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      When an airbag deploys
      Then 2 messages of data have arrived in the call within 1 s
      And a call is connected
      And 2 messages of data have arrived in the call within {call.msdResend} - 300 ms
      And 3 messages of data have arrived in the call within {call.msdResend} - 300 ms
      And the MSD is that of an automatic call of this car
      And the time stamp in the MSD is within 2 s of the event
      And {call.msdResends} + 2 messages of data have arrived in the call within 3 x {call.msdResend}

      Examples:
        | does                         |
        | does not acknowledge the MSD |
        | acknowledges another MSD     |

    Scenario: A crash whose report is refused while the call rings is told again when it is answered
      Given the centre refuses each INFO
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      When an airbag deploys
      And the centre does nothing wrong
      Then a call is connected
      When 500 ms pass
      Then the MSD is that of an automatic call of this car

    Scenario: A crash that nobody has heard of yet outlives a reset
      Given the centre never answers
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      When an airbag deploys
      Then 2 messages of data have arrived in the call within 2 s
      When the DCM is reset
      Then a call is attempted at most 10 s later
      And the MSD is that of an automatic call of this car
      And the MSD is number 1 of its incident
      And the time stamp in the MSD is within 2 s of the event

    Scenario: A crash whose report the centre refuses gets a call of its own
      Given the centre refuses each INFO
      When the SOS button is pressed
      Then a call is connected
      When an airbag deploys
      Then no call is attempted for 10 s
      And the call is still up after 1 s
      When the centre ends the call
      Then a call is connected within 10 s
      And the MSD is that of an automatic call of this car
      And the MSD is number 1 of its incident
      And the time stamp in the MSD is within 2 s of the event
      And the centre has 2 calls from the vehicle

    Scenario: Of the crashes that nobody has heard of in a call the four oldest are kept
      Given the centre refuses each INFO
      When the SOS button is pressed
      Then a call is connected
      When the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      And the agent ends each call after 4 s
      And the centre ends the call
      Then a call is connected within 10 s
      When 50 s pass
      Then the centre has 5 calls from the vehicle

    Scenario: Two crashes during one call are both reported in it
      When the SOS button is pressed
      Then a call is connected
      When the impact sensors see 60 g
      Then 2 messages of data have arrived in the call within 2 s
      And the time stamp in the MSD is within 2 s of the event
      When {acn.sameCrash} + 5 s pass
      And the impact sensors see 60 g
      Then 3 messages of data have arrived in the call within 2 s
      And the time stamp in the MSD is within 2 s of the event
      When the centre ends the call
      Then no call is attempted for {acn.gap} + 1 min
