# Made from call.yaml by StateTablesTest; don't edit by hand.
Feature: States: One emergency call
  Each event in each state of the call, and the state that follows.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-14
  Rule: ACN-14 Crash during an SOS call stays in that call

    Scenario Outline: the call, <state>: <event>
      Given the call is in the state "<state>"
      When the event "<event>" happens to the call
      Then the call is in the state "<next>" afterwards

      Examples:
        | state          | event | next           |
        | ringing        | crash | ringing        |
        | unacknowledged | crash | unacknowledged |
        | talking        | crash | talking        |

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    Scenario Outline: the call, <state>: <event>
      Given the call is in the state "<state>"
      When the event "<event>" happens to the call
      Then the call is in the state "<next>" afterwards

      Examples:
        | state   | event          | next    |
        | ringing | centre answers | talking |

  @SOS-02
  Rule: SOS-02 Manual press sends the position

    Scenario Outline: the call, <state>: <event>
      Given the call is in the state "<state>"
      When the event "<event>" happens to the call
      Then the call is in the state "<next>" afterwards

      Examples:
        | state          | event                             | next           |
        | unacknowledged | centre asks for the MSD           | unacknowledged |
        | unacknowledged | time for the acknowledgement ends | unacknowledged |
        | talking        | centre asks for the MSD           | talking        |
        | talking        | time for the acknowledgement ends | talking        |
        | over           | time for the acknowledgement ends | over           |

  @SOS-04
  Rule: SOS-04 Three attempts and no fourth

    Scenario Outline: the call, <state>: <event>
      Given the call is in the state "<state>"
      When the event "<event>" happens to the call
      Then the call is in the state "<next>" afterwards

      Examples:
        | state   | event            | next |
        | ringing | centre refuses   | over |
        | ringing | line breaks      | over |
        | ringing | answer time ends | over |

  @SOS-05
  Rule: SOS-05 No attempt after a connected one

    Scenario Outline: the call, <state>: <event>
      Given the call is in the state "<state>"
      When the event "<event>" happens to the call
      Then the call is in the state "<next>" afterwards

      Examples:
        | state   | event            | next    |
        | talking | answer time ends | talking |
        | over    | line breaks      | over    |
        | over    | answer time ends | over    |

  @SOS-16
  Rule: SOS-16 Call back within the window

    Scenario Outline: the call, <state>: <event>
      Given the call is in the state "<state>"
      When the event "<event>" happens to the call
      Then the call is in the state "<next>" afterwards

      Examples:
        | state          | event              | next |
        | unacknowledged | centre hangs up    | over |
        | unacknowledged | line breaks        | over |
        | unacknowledged | agent falls silent | over |
        | talking        | centre hangs up    | over |
        | talking        | line breaks        | over |
        | talking        | agent falls silent | over |
        | talking        | longest time ends  | over |
