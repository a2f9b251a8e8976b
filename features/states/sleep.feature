# Made from sleep.yaml by StateTablesTest; don't edit by hand.
Feature: States: Sleep and what wakes
  Each event in each state of sleep, and the state that follows.

  Background:
    Given a car and a DCM that sleep

  @SVT-02
  Rule: SVT-02 Reports positions to the stolen-vehicle centre

    Scenario Outline: sleep, <state>: <event>
      Given sleep is in the state "<state>"
      When the event "<event>" happens to sleep
      Then sleep is in the state "<next>" afterwards

      Examples:
        | state               | event          | next    |
        | asleep              | order          | tracked |
        | awake for a message | order          | tracked |
        | awake               | order          | tracked |
        | tracked             | frame          | tracked |
        | tracked             | switch         | tracked |
        | tracked             | self-test line | tracked |
        | tracked             | supply         | tracked |
        | tracked             | short message  | tracked |
        | tracked             | order          | tracked |
        | tracked             | an hour        | tracked |
        | tracked             | reset          | tracked |

  @SVT-05
  Rule: SVT-05 Goes on until its end is asked for

    Scenario Outline: sleep, <state>: <event>
      Given sleep is in the state "<state>"
      When the event "<event>" happens to sleep
      Then sleep is in the state "<next>" afterwards

      Examples:
        | state   | event | next  |
        | tracked | end   | awake |

  @SVT-13
  Rule: SVT-13 Ignition off, intervals, voltage limits

    Scenario Outline: sleep, <state>: <event>
      Given sleep is in the state "<state>"
      When the event "<event>" happens to sleep
      Then sleep is in the state "<next>" afterwards

      Examples:
        | state               | event          | next                |
        | asleep              | ignition on    | driving             |
        | asleep              | frame          | awake               |
        | asleep              | switch         | awake               |
        | asleep              | self-test line | awake               |
        | asleep              | supply         | awake               |
        | asleep              | short message  | awake for a message |
        | asleep              | an hour        | asleep              |
        | asleep              | reset          | awake               |
        | awake for a message | ignition on    | driving             |
        | awake for a message | frame          | awake               |
        | awake for a message | switch         | awake for a message |
        | awake for a message | self-test line | awake for a message |
        | awake for a message | supply         | awake for a message |
        | awake for a message | short message  | awake for a message |
        | awake for a message | an hour        | asleep              |
        | awake for a message | reset          | awake               |
        | awake               | ignition on    | driving             |
        | awake               | frame          | awake               |
        | awake               | switch         | awake               |
        | awake               | self-test line | awake               |
        | awake               | supply         | awake               |
        | awake               | short message  | awake               |
        | awake               | an hour        | asleep              |
        | awake               | reset          | awake               |
        | driving             | ignition off   | awake               |
        | driving             | frame          | driving             |
        | driving             | switch         | driving             |
        | driving             | self-test line | driving             |
        | driving             | supply         | driving             |
        | driving             | short message  | driving             |
        | driving             | an hour        | driving             |
        | driving             | reset          | driving             |
