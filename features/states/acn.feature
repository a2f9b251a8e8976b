# Made from acn.yaml by StateTablesTest; don't edit by hand.
Feature: States: Automatic collision notification
  Each event in each state of ACN, and the state that follows.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-02
  Rule: ACN-02 Impact without airbag calls the centre

    Scenario Outline: ACN, <state>: <event>
      Given ACN is in the state "<state>"
      When the event "<event>" happens to ACN
      Then ACN is in the state "<next>" afterwards

      Examples:
        | state | event | next    |
        | idle  | crash | ringing |

  @ACN-03
  Rule: ACN-03 Nothing with the ignition off

    Scenario Outline: ACN, <state>: <event>
      Given ACN is in the state "<state>"
      When the event "<event>" happens to ACN
      Then ACN is in the state "<next>" afterwards

      Examples:
        | state | event        | next |
        | idle  | ignition off | idle |
        | idle  | battery lost | idle |

  @ACN-04
  Rule: ACN-04 Tries again for up to 24 h

    Scenario Outline: ACN, <state>: <event>
      Given ACN is in the state "<state>"
      When the event "<event>" happens to ACN
      Then ACN is in the state "<next>" afterwards

      Examples:
        | state   | event         | next    |
        | ringing | attempt fails | waiting |
        | ringing | reset         | ringing |
        | waiting | gap ends      | ringing |
        | waiting | reset         | ringing |

  @ACN-10
  Rule: ACN-10 One crash, one call

    Scenario Outline: ACN, <state>: <event>
      Given ACN is in the state "<state>"
      When the event "<event>" happens to ACN
      Then ACN is in the state "<next>" afterwards

      Examples:
        | state   | event           | next    |
        | idle    | reset           | idle    |
        | ringing | crash           | queued  |
        | ringing | same crash      | ringing |
        | waiting | crash           | queued  |
        | waiting | same crash      | waiting |
        | talking | crash           | queued  |
        | talking | same crash      | talking |
        | talking | centre hangs up | idle    |
        | talking | reset           | idle    |
        | queued  | crash           | queued  |
        | queued  | same crash      | queued  |
        | queued  | centre hangs up | ringing |
        | queued  | reset           | ringing |

  @ACN-11
  Rule: ACN-11 Back-up battery carries the call

    Scenario Outline: ACN, <state>: <event>
      Given ACN is in the state "<state>"
      When the event "<event>" happens to ACN
      Then ACN is in the state "<next>" afterwards

      Examples:
        | state   | event        | next    |
        | ringing | ignition off | ringing |
        | ringing | battery lost | ringing |
        | waiting | ignition off | waiting |
        | waiting | battery lost | waiting |
        | talking | ignition off | talking |
        | talking | battery lost | talking |
        | queued  | ignition off | queued  |
        | queued  | battery lost | queued  |

  @SOS-14
  Rule: SOS-14 A press during a call places no second call

    Scenario Outline: ACN, <state>: <event>
      Given ACN is in the state "<state>"
      When the event "<event>" happens to ACN
      Then ACN is in the state "<next>" afterwards

      Examples:
        | state   | event | next    |
        | ringing | press | ringing |
        | waiting | press | waiting |
        | talking | press | talking |
        | queued  | press | queued  |
