Feature: A centre that does wrong
  What the DCM does when the centre breaks the rules, or says nothing more.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SOS-02
  Rule: SOS-02 Manual press sends the position

    Scenario Outline: What acknowledges nothing is no acknowledgement: the centre <does>
      Given the centre <does>
      When the SOS button is pressed
      Then a call is connected
      And {call.msdResends} + 1 MSDs come, each {call.msdResend} after the one before
      And the call is still up after 10 s

      Examples:
        | does                               |
        | acknowledges another MSD           |
        | sends control data that are no XML |
        | does not acknowledge the MSD       |

    Scenario: A request that comes out of order is not followed
      When the SOS button is pressed
      Then a call is connected
      When the centre asks for the MSD again
      Then 2 messages of data have arrived in the call within 2 s
      When the centre asks for the MSD out of order
      Then 2 messages of data have arrived in the call within 20 s
      And the call is still up after 1 s

    Scenario: A centre that refuses each INFO loses no call
      Given the centre refuses each INFO
      When the SOS button is pressed
      Then a call is connected
      When the centre asks for the MSD again
      Then the call is still up after 30 s
      And occupant and agent hear each other within 6 s

  @SOS-04
  Rule: SOS-04 Three attempts and no fourth

    @SOS-15
    Scenario Outline: An answer that carries no voice is none: the centre <does>
      Given the centre <does>
      When the SOS button is pressed
      Then exactly {sos.attempts} calls are attempted within {sos.attempts} x {sos.gap} + 1 min
      And each attempt begins {sos.gap} after the end of the one before

      Examples:
        | does                            |
        | answers without SDP             |
        | answers with another codec      |
        | answers with a body that is cut |

    Scenario: A call that nobody answers is given up in time
      Given the centre never answers
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      And the DCM ends the call {call.answerTimeout} after its INVITE

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    Scenario: The DCM sends voice as its profile says
      When the SOS button is pressed
      Then a call is connected
      And the DCM sends voice for {voice.firstBurst}, then for {voice.burst} each {voice.burstInterval}

    Scenario Outline: Voice ends with the call: the centre <does>
      When the SOS button is pressed
      Then a call is connected
      And the call is still up after 10 s
      When the centre <does>
      Then no voice passes for 1 min

      Examples:
        | does           |
        | ends the call  |
        | loses the call |

    Scenario: No call is longer than it may be
      When the SOS button is pressed
      Then a call is connected
      When the ignition is turned to OFF
      Then the DCM ends the call {call.maxDuration} after its answer
      And no voice passes for 30 s

  @SOS-16
  Rule: SOS-16 Call back within the window

    Scenario: A call back that the centre never confirms is ended in the time of RFC 3261
      Given the centre never confirms a call back
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the ignition is turned to OFF
      And 10 s pass
      And the centre calls back
      Then the DCM ends the call 32 s after its answer
      And the DCM is registered within 1 s, for the rest of {callBack.window}
      And no voice passes for 30 s
      When the centre calls back
      Then the call back is connected within 5 s

    Scenario: A call in which nothing is heard any more is lost
      Given the centre ends calls without BYE
      When the SOS button is pressed
      Then a call is connected
      And the call is still up after 12 s
      When the centre ends the call
      Then the DCM ends the call {voice.mediaTimeout} after the agent's last sound
      And the DCM is registered within 1 s, for the rest of {callBack.window}
      And no voice passes for 30 s
      When the centre calls back
      Then the call back is connected within 5 s
