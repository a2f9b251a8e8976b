# Made from sos.yaml by StateTablesTest; don't edit by hand.
Feature: States: Manual emergency call
  Each event in each state of SOS, and the state that follows.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state | event | next    |
        | idle  | press | ringing |

  @SOS-05
  Rule: SOS-05 No attempt after a connected one

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state   | event           | next |
        | talking | centre hangs up | idle |

  @SOS-13
  Rule: SOS-13 Hold time of the button

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state   | event       | next    |
        | idle    | short press | idle    |
        | ringing | short press | ringing |
        | waiting | short press | waiting |
        | talking | short press | talking |

  @SOS-14
  Rule: SOS-14 A press during a call places no second call

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state   | event | next    |
        | ringing | press | ringing |
        | waiting | press | waiting |
        | talking | press | talking |

  @SOS-15
  Rule: SOS-15 Gap between attempts, time to first INVITE

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state   | event    | next    |
        | waiting | gap ends | ringing |
