Feature: The centre calls back
  When the centre ends or loses the call, the DCM takes a call back within the call-back window.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SOS-16
  Rule: SOS-16 Call back within the window

    @realtime
    Scenario: After the centre has ended the call
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 10 s pass
      And the centre calls back
      Then the call back is connected within 35 s
      And occupant and agent hear each other within 6 s

    @realtime
    Scenario: After the centre has lost the call
      When the SOS button is pressed
      Then a call is connected
      When the centre loses the call
      And 10 s pass
      And the centre calls back
      Then the call back is connected within 35 s

    Scenario: At the end of the window
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the ignition is turned to OFF
      And {callBack.window} - 1 min pass
      And the centre calls back
      Then the call back is connected within 35 s

    Scenario: After the window, which a call back that came to nothing does not move
      Given the centre offers another codec
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      Then the DCM is registered within 1 s, for the rest of {callBack.window}
      When the ignition is turned to OFF
      And 10 min pass
      And the centre calls back
      Then the call back is refused with 488 within 5 s
      And the registration is taken back {callBack.window} after the call
      When 1 min pass
      And the centre calls back
      Then the call back is not connected within 35 s

    Scenario: A call back that crosses the end of the window is refused
      Given the radio link delays each message by 600 ms
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the ignition is turned to OFF
      And {callBack.window} - 800 ms pass
      And the centre calls back
      Then the call back is refused with 480 within 10 s

    @NET-01
    Scenario: Coverage lost after the call comes back within the window
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And there is no coverage
      And 10 min pass
      And there is good coverage
      And 30 s pass
      And the centre calls back
      Then the call back is connected within 35 s

    Scenario: A call back may outlast the window
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the ignition is turned to OFF
      And {callBack.window} - 1 min pass
      And the centre calls back
      Then the call back is connected within 35 s
      And the call is still up after 5 min
      And occupant and agent hear each other within 6 s

    Scenario Outline: A reset does not end the window: <when>
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the ignition is turned to OFF
      And 10 min pass
      And the DCM is reset
      And <rest> pass
      And the centre calls back
      Then the call back is <taken> within 35 s

      Examples:
        | when                | rest                       | taken         |
        | just before its end | {callBack.window} - 11 min | connected     |
        | just after its end  | {callBack.window} - 9 min  | not connected |

    Scenario: A reset does not move the end of the window
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 3 min pass
      And the DCM is reset
      Then the DCM is registered within 30 s, for the rest of {callBack.window}

    Scenario: A window that was over before the supply came back stays closed
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 10 s pass
      And the main battery is disconnected
      And {callBack.window} + 1 min pass
      And the main battery is connected again with 12.6 V
      And 10 s pass
      And the centre calls back
      Then the call back is not connected within 35 s

    Scenario: A crash in a later call that only rings does not move the end of the window
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 3 min pass
      And the centre never answers
      And the SOS button is pressed
      Then a call is attempted at most 2 s later
      When an airbag deploys
      And 1 s pass
      And the DCM is reset
      Then the DCM is registered within 30 s, for the rest of {callBack.window}

    Scenario: A call back that has ended opens the window anew
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 5 min pass
      And the centre calls back
      Then the call back is connected within 5 s
      When the centre ends the call
      Then the DCM is registered within 1 s, for the rest of {callBack.window}
      And no voice passes for 30 s
      When the centre calls back
      Then the call back is connected within 5 s

    Scenario: While a call is up a call back is refused
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the SOS button is pressed
      Then a call is connected
      When the centre calls back
      Then the call back is refused with 486 within 5 s

    Scenario: While a call back is up another one is refused
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the centre calls back
      Then the call back is connected within 5 s
      When the centre calls back
      Then the call back is refused with 486 within 5 s

    @NET-01
    Scenario: Without coverage the DCM tries to register, and is registered for what is left
      When the SOS button is pressed
      Then a call is connected
      When there is no coverage
      Then registration is tried each {callBack.registerRetry} for 1 min
      When there is good coverage
      Then the DCM is registered within {callBack.registerRetry} + 500 ms, for the rest of {callBack.window}

    @NET-01
    Scenario: A connection that breaks within the window is made anew
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And 1 min pass
      And there is no coverage
      And 3 s pass
      And there is good coverage
      Then the DCM is registered within {callBack.registerRetry} + 500 ms, for the rest of {callBack.window}
      When the centre calls back
      Then the call back is connected within 5 s

    Scenario: A registrar that refuses is asked again and again
      Given the centre refuses each registration
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      Then registration is tried each {callBack.registerRetry} for 1 min
      When the centre calls back
      Then the call back is not connected within 5 s

    Scenario: A call that a reset cuts off is a lost call
      When the SOS button is pressed
      Then a call is connected
      When the DCM is reset
      And the centre loses the call
      And 10 s pass
      And the centre calls back
      Then the call back is connected within 35 s

    Scenario: A call that a reset cuts off after a crash in it: the call back tells of the crash
      When the SOS button is pressed
      Then a call is connected
      When an airbag deploys
      Then 2 messages of data have arrived in the call within 2 s
      When the DCM is reset
      And the centre loses the call
      And 10 s pass
      And the centre calls back
      Then the call back is connected within 35 s
      When the centre asks for the MSD again
      And 1 s pass
      Then the MSD is that of an automatic call of this car

    Scenario: Both ends hang up at the same moment
      Given the radio link delays each message by 600 ms
      And the agent ends each call after {call.maxDuration} - 300 ms
      When the SOS button is pressed
      Then a call is connected
      When the ignition is turned to OFF
      Then the call is over within {call.maxDuration} + 1 min
      And no call is attempted for 3 min
      When the centre calls back
      Then the call back is connected within 35 s
