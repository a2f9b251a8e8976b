# Made from call_back.yaml by StateTablesTest; don't edit by hand.
Feature: States: Call-back window
  Each event in each state of the call-back window, and the state that follows.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @NET-01
  Rule: NET-01 Own modem, one carrier, coverage rules

    Scenario Outline: the call-back window, <state>: <event>
      Given the call-back window is in the state "<state>"
      When the event "<event>" happens to the call-back window
      Then the call-back window is in the state "<next>" afterwards

      Examples:
        | state       | event             | next        |
        | open        | coverage is lost  | unreachable |
        | unreachable | centre calls back | unreachable |
        | unreachable | coverage returns  | open        |
        | called back | coverage is lost  | unreachable |
        | busy        | coverage is lost  | unreachable |

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    Scenario Outline: the call-back window, <state>: <event>
      Given the call-back window is in the state "<state>"
      When the event "<event>" happens to the call-back window
      Then the call-back window is in the state "<next>" afterwards

      Examples:
        | state | event | next |
        | open  | press | busy |

  @SOS-04
  Rule: SOS-04 Three attempts and no fourth

    Scenario Outline: the call-back window, <state>: <event>
      Given the call-back window is in the state "<state>"
      When the event "<event>" happens to the call-back window
      Then the call-back window is in the state "<next>" afterwards

      Examples:
        | state       | event | next        |
        | unreachable | press | unreachable |

  @SOS-14
  Rule: SOS-14 A press during a call places no second call

    Scenario Outline: the call-back window, <state>: <event>
      Given the call-back window is in the state "<state>"
      When the event "<event>" happens to the call-back window
      Then the call-back window is in the state "<next>" afterwards

      Examples:
        | state       | event | next        |
        | called back | press | called back |
        | busy        | press | busy        |

  @SOS-16
  Rule: SOS-16 Call back within the window

    Scenario Outline: the call-back window, <state>: <event>
      Given the call-back window is in the state "<state>"
      When the event "<event>" happens to the call-back window
      Then the call-back window is in the state "<next>" afterwards

      Examples:
        | state       | event                                | next        |
        | closed      | centre calls back                    | closed      |
        | closed      | centre calls back with another codec | closed      |
        | closed      | reset                                | closed      |
        | closed      | coverage is lost                     | closed      |
        | open        | centre calls back                    | called back |
        | open        | centre calls back with another codec | open        |
        | open        | reset                                | open        |
        | open        | window ends                          | closed      |
        | unreachable | reset                                | unreachable |
        | unreachable | window ends                          | closed      |
        | called back | centre calls back                    | called back |
        | called back | centre calls back with another codec | called back |
        | called back | centre hangs up                      | open        |
        | called back | reset                                | open        |
        | called back | window ends                          | called back |
        | busy        | centre calls back                    | busy        |
        | busy        | centre calls back with another codec | busy        |
        | busy        | centre hangs up                      | open        |
        | busy        | reset                                | open        |
        | busy        | window ends                          | busy        |
