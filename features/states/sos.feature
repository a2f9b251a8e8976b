# Made from sos.yaml by StateTablesTest; don't edit by hand.
Feature: States: Manual emergency call
  Each event in each state of SOS, and the state that follows.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-11
  Rule: ACN-11 Back-up battery carries the call

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state     | event        | next |
        | ringing 1 | battery lost | idle |
        | waiting 1 | battery lost | idle |
        | ringing 2 | battery lost | idle |
        | waiting 2 | battery lost | idle |
        | ringing 3 | battery lost | idle |
        | talking   | battery lost | idle |

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state     | event        | next      |
        | idle      | press        | ringing 1 |
        | ringing 1 | ignition off | ringing 1 |
        | ringing 2 | ignition off | ringing 2 |
        | ringing 3 | ignition off | ringing 3 |
        | talking   | ignition off | talking   |

  @SOS-03
  Rule: SOS-03 Nothing with the ignition off

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state | event        | next |
        | idle  | ignition off | idle |
        | idle  | battery lost | idle |

  @SOS-04
  Rule: SOS-04 Three attempts and no fourth

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state     | event         | next      |
        | idle      | reset         | idle      |
        | ringing 1 | attempt fails | waiting 1 |
        | ringing 1 | line lost     | waiting 1 |
        | ringing 1 | reset         | idle      |
        | waiting 1 | ignition off  | waiting 1 |
        | waiting 1 | reset         | idle      |
        | ringing 2 | attempt fails | waiting 2 |
        | ringing 2 | line lost     | waiting 2 |
        | ringing 2 | reset         | idle      |
        | waiting 2 | ignition off  | waiting 2 |
        | waiting 2 | reset         | idle      |
        | ringing 3 | attempt fails | idle      |
        | ringing 3 | line lost     | idle      |
        | ringing 3 | reset         | idle      |

  @SOS-05
  Rule: SOS-05 No attempt after a connected one

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state   | event           | next |
        | talking | centre hangs up | idle |
        | talking | line lost       | idle |
        | talking | reset           | idle |

  @SOS-14
  Rule: SOS-14 A press during a call places no second call

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state     | event | next      |
        | ringing 1 | press | ringing 1 |
        | waiting 1 | press | waiting 1 |
        | ringing 2 | press | ringing 2 |
        | waiting 2 | press | waiting 2 |
        | ringing 3 | press | ringing 3 |
        | talking   | press | talking   |

  @SOS-15
  Rule: SOS-15 Gap between attempts, time to first INVITE

    Scenario Outline: SOS, <state>: <event>
      Given SOS is in the state "<state>"
      When the event "<event>" happens to SOS
      Then SOS is in the state "<next>" afterwards

      Examples:
        | state     | event    | next      |
        | waiting 1 | gap ends | ringing 2 |
        | waiting 2 | gap ends | ringing 3 |
