# Made from self-test.yaml by StateTablesTest; don't edit by hand.
Feature: States: Self-test and indicator
  Each event in each state of self-test, and the state that follows.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @IND-01
  Rule: IND-01 Alternates, then solid green

    Scenario Outline: self-test, <state>: <event>
      Given self-test is in the state "<state>"
      When the event "<event>" happens to self-test
      Then self-test is in the state "<next>" afterwards

      Examples:
        | state               | event       | next                    |
        | dark                | ignition on | first test              |
        | dark with a fault   | ignition on | first test with a fault |
        | first test          | test ends   | green                   |
        | first test          | reset       | first test              |
        | green               | reset       | first test              |
        | red without a fault | reset       | first test              |
        | calling             | reset       | first test              |

  @IND-02
  Rule: IND-02 Solid green when all is well

    Scenario Outline: self-test, <state>: <event>
      Given self-test is in the state "<state>"
      When the event "<event>" happens to self-test
      Then self-test is in the state "<next>" afterwards

      Examples:
        | state              | event      | next  |
        | green              | test ends  | green |
        | green with a fault | fault goes | green |

  @IND-03
  Rule: IND-03 Flashes green during a call, and only then

    Scenario Outline: self-test, <state>: <event>
      Given self-test is in the state "<state>"
      When the event "<event>" happens to self-test
      Then self-test is in the state "<next>" afterwards

      Examples:
        | state                         | event        | next                          |
        | first test                    | press        | calling                       |
        | first test with a fault       | press        | calling with a fault          |
        | green                         | press        | calling                       |
        | green with a fault            | press        | calling with a fault          |
        | red                           | press        | calling with a fault          |
        | red without a fault           | press        | calling                       |
        | calling                       | ignition off | calling with the ignition off |
        | calling                       | test ends    | calling                       |
        | calling                       | fault comes  | calling with a fault          |
        | calling                       | press        | calling                       |
        | calling                       | call ends    | green                         |
        | calling with a fault          | ignition off | calling with the ignition off |
        | calling with a fault          | test ends    | calling with a fault          |
        | calling with a fault          | press        | calling with a fault          |
        | calling with the ignition off | ignition on  | calling                       |
        | calling with the ignition off | test ends    | calling with the ignition off |
        | calling with the ignition off | fault comes  | calling with the ignition off |
        | calling with the ignition off | press        | calling with the ignition off |

  @IND-04
  Rule: IND-04 Solid red when a fault may exist

    Scenario Outline: self-test, <state>: <event>
      Given self-test is in the state "<state>"
      When the event "<event>" happens to self-test
      Then self-test is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next                    |
        | first test              | fault comes | first test with a fault |
        | first test with a fault | test ends   | red                     |
        | first test with a fault | reset       | first test with a fault |
        | green                   | fault comes | green with a fault      |
        | green with a fault      | test ends   | red                     |
        | green with a fault      | reset       | first test with a fault |
        | red                     | test ends   | red                     |
        | red                     | reset       | first test with a fault |
        | red without a fault     | fault comes | red                     |
        | calling with a fault    | call ends   | red                     |
        | calling with a fault    | reset       | first test with a fault |

  @IND-05
  Rule: IND-05 Green again after the fault is gone

    Scenario Outline: self-test, <state>: <event>
      Given self-test is in the state "<state>"
      When the event "<event>" happens to self-test
      Then self-test is in the state "<next>" afterwards

      Examples:
        | state                   | event      | next                |
        | first test with a fault | fault goes | first test          |
        | red                     | fault goes | red without a fault |
        | red without a fault     | test ends  | green               |
        | calling with a fault    | fault goes | calling             |

  @IND-06
  Rule: IND-06 Between attempts, and with the ignition off

    Scenario Outline: self-test, <state>: <event>
      Given self-test is in the state "<state>"
      When the event "<event>" happens to self-test
      Then self-test is in the state "<next>" afterwards

      Examples:
        | state                         | event        | next              |
        | dark                          | test ends    | dark              |
        | dark                          | fault comes  | dark with a fault |
        | dark                          | reset        | dark              |
        | dark with a fault             | test ends    | dark with a fault |
        | dark with a fault             | fault goes   | dark              |
        | dark with a fault             | reset        | dark with a fault |
        | first test                    | ignition off | dark              |
        | first test with a fault       | ignition off | dark with a fault |
        | green                         | ignition off | dark              |
        | green with a fault            | ignition off | dark with a fault |
        | red                           | ignition off | dark with a fault |
        | red without a fault           | ignition off | dark              |
        | calling with the ignition off | call ends    | dark              |
        | calling with the ignition off | reset        | dark              |

  @SOS-03
  Rule: SOS-03 Nothing with the ignition off

    Scenario Outline: self-test, <state>: <event>
      Given self-test is in the state "<state>"
      When the event "<event>" happens to self-test
      Then self-test is in the state "<next>" afterwards

      Examples:
        | state             | event | next              |
        | dark              | press | dark              |
        | dark with a fault | press | dark with a fault |
