Feature: Attempts of a manual emergency call
  A first attempt that fails is followed by at most two more.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SOS-04
  Rule: SOS-04 Three attempts and no fourth

    @NET-01
    Scenario: Without coverage there are three attempts and no fourth
      Given there is no coverage
      When the SOS button is pressed
      Then exactly {sos.attempts} calls are attempted within {sos.attempts} x {sos.gap} + 210 s
      And each attempt begins {sos.gap} after the end of the one before
      And the centre has 0 calls from the vehicle

    @SOS-15
    Scenario Outline: A centre that refuses with <status> is called three times
      Given the centre refuses the next 9 calls with status <status>
      When the SOS button is pressed
      Then exactly {sos.attempts} calls are attempted within {sos.attempts} x {sos.gap} + 150 s
      And each attempt begins {sos.gap} after the end of the one before
      And the service has been told of sos: triggered 1 to {sos.attempts}, given-up {sos.attempts}

      Examples:
        | status |
        | 486    |
        | 503    |
        | 603    |

    Scenario: A centre that never answers is called three times
      Given the centre never answers
      When the SOS button is pressed
      Then exactly {sos.attempts} calls are attempted within {sos.attempts} x {sos.gap} + {sos.attempts} x {call.answerTimeout} + 3 min
      And each attempt begins {sos.gap} after the end of the one before

    Scenario: Coverage that returns after the third attempt starts none
      Given there is no coverage
      When the SOS button is pressed
      And {sos.attempts} x {sos.gap} - 20 s pass
      And there is good coverage
      Then no call is attempted for 5 min

    @NET-01
    Scenario Outline: An attempt has failed whose proxy answers for the <request> with <answer>
      Given the radio link answers the next 1 requests for <request> with <answer>
      When the SOS button is pressed
      Then exactly 2 calls are attempted within 2 x {sos.gap} + 10 s
      And each attempt begins {sos.gap} after the end of the one before
      And occupant and agent hear each other within 6 s

      Examples:
        | request | answer          |
        | centre  | unknown code    |
        | centre  | half an answer  |
        | centre  | another version |
        | voice   | general failure |

    @NET-01
    Scenario Outline: An attempt that breaks off <bytes> bytes into its INVITE has failed
      Given the radio link breaks off <bytes> bytes into the next message to the centre
      When the SOS button is pressed
      Then a call is connected within {sos.gap} + 10 s
      And the MSD is that of a manual call of this car
      And the MSD is number 2 of its incident
      And exactly 2 calls are attempted within 2 x {sos.gap} + 2 min
      And the centre has 1 call from the vehicle

      Examples:
        | bytes |
        | 0     |
        | 300   |
        | 900   |

    @NET-01
    Scenario: An answer that crosses the DCM's CANCEL leaves no call up
      Given the radio link delays each message by 0.5 x {call.answerTimeout} - 1 s
      When the SOS button is pressed
      Then exactly {sos.attempts} calls are attempted within {sos.attempts} x {sos.gap} + {sos.attempts} x {call.answerTimeout} + 3 min
      And the centre has {sos.attempts} calls from the vehicle
      And the call is over within 1 s

  @SOS-05
  Rule: SOS-05 No attempt after a connected one

    Scenario Outline: After attempt <number> has connected there is no further one
      Given the agent ends each call after 20 s
      And the centre refuses the next <failing> calls with status 486
      When the SOS button is pressed
      Then exactly <number> calls are attempted within {sos.attempts} x {sos.gap} + 270 s
      And the service has been told of sos: triggered 1 to <number>, connected <number>, ended <number>

      Examples:
        | failing | number |
        | 0       | 1      |
        | 1       | 2      |
        | 2       | 3      |

    @NET-01
    Scenario: Coverage that returns before the third attempt lets it connect
      Given there is no coverage
      When the SOS button is pressed
      And 2 x {sos.gap} - 15 s pass
      And there is good coverage
      Then a call is connected within 25 s
      And no call is attempted for {sos.gap} + 150 s

  @SOS-15
  Rule: SOS-15 Gap between attempts, time to first INVITE

    @realtime
    Scenario: The first attempt comes at most two seconds after the press
      When the SOS button is pressed for {sos.holdTime} + 100 ms
      Then a call is attempted at most 2 s later

    @NET-01
    Scenario: A slow network does not delay the attempt, and the call works
      Given the radio link delays each message by 600 ms
      When the SOS button is pressed for {sos.holdTime} + 100 ms
      Then a call is attempted at most 2 s later
      And a call is connected
      And occupant and agent hear each other within 6 s

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    @NET-01 @realtime
    Scenario: With weak coverage the call works
      Given there is weak coverage
      When the SOS button is pressed
      Then a call is connected
      And occupant and agent hear each other within 6 s
