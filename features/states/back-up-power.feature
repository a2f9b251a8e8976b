# Made from back-up-power.yaml by StateTablesTest; don't edit by hand.
Feature: States: Main supply and back-up battery
  Each event in each state of back-up power, and the state that follows.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-01
  Rule: ACN-01 Airbag deployment calls the centre

    Scenario Outline: back-up power, <state>: <event>
      Given back-up power is in the state "<state>"
      When the event "<event>" happens to back-up power
      Then back-up power is in the state "<next>" afterwards

      Examples:
        | state | event | next       |
        | main  | crash | crash call |

  @ACN-04
  Rule: ACN-04 Tries again for up to 24 h

    Scenario Outline: back-up power, <state>: <event>
      Given back-up power is in the state "<state>"
      When the event "<event>" happens to back-up power
      Then back-up power is in the state "<next>" afterwards

      Examples:
        | state    | event         | next       |
        | retrying | coverage back | crash call |

  @ACN-11
  Rule: ACN-11 Back-up battery carries the call

    Scenario Outline: back-up power, <state>: <event>
      Given back-up power is in the state "<state>"
      When the event "<event>" happens to back-up power
      Then back-up power is in the state "<next>" afterwards

      Examples:
        | state                 | event                           | next                  |
        | main                  | main lost                       | off                   |
        | main                  | main lost with a faulty battery | off                   |
        | manual call           | main lost                       | off                   |
        | manual call           | main lost with a faulty battery | off                   |
        | crash call            | main lost                       | crash call on battery |
        | crash call            | main lost with a faulty battery | off                   |
        | crash call            | talk ends                       | crash call            |
        | retrying              | main lost                       | retrying on battery   |
        | window                | main lost                       | window on battery     |
        | window                | main lost with a faulty battery | off                   |
        | crash call on battery | main back                       | crash call            |
        | crash call on battery | centre hangs up                 | window on battery     |
        | crash call on battery | talk ends                       | empty                 |
        | retrying on battery   | main back                       | retrying              |
        | retrying on battery   | coverage back                   | crash call on battery |
        | retrying on battery   | standby ends                    | empty                 |
        | window on battery     | main back                       | window                |
        | window on battery     | centre calls back               | crash call on battery |
        | window on battery     | standby ends                    | empty                 |
        | off                   | main back                       | main                  |
        | off                   | crash                           | off                   |
        | empty                 | main back                       | main                  |
        | empty                 | coverage back                   | empty                 |

  @ACN-14
  Rule: ACN-14 Crash during an SOS call stays in that call

    Scenario Outline: back-up power, <state>: <event>
      Given back-up power is in the state "<state>"
      When the event "<event>" happens to back-up power
      Then back-up power is in the state "<next>" afterwards

      Examples:
        | state       | event | next       |
        | manual call | crash | crash call |

  @SOS-05
  Rule: SOS-05 No attempt after a connected one

    Scenario Outline: back-up power, <state>: <event>
      Given back-up power is in the state "<state>"
      When the event "<event>" happens to back-up power
      Then back-up power is in the state "<next>" afterwards

      Examples:
        | state       | event           | next |
        | manual call | centre hangs up | main |

  @SOS-16
  Rule: SOS-16 Call back within the window

    Scenario Outline: back-up power, <state>: <event>
      Given back-up power is in the state "<state>"
      When the event "<event>" happens to back-up power
      Then back-up power is in the state "<next>" afterwards

      Examples:
        | state      | event             | next       |
        | crash call | centre hangs up   | window     |
        | window     | centre calls back | crash call |
