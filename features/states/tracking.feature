# Made from tracking.yaml by StateTablesTest; don't edit by hand.
Feature: States: Tracking of a stolen vehicle
  Each event in each state of tracking, and the state that follows.

  Background:
    Given there is good coverage

  @SVT-02
  Rule: SVT-02 Reports positions to the stolen-vehicle centre

    Scenario Outline: tracking, <state>: <event>
      Given tracking is in the state "<state>"
      When the event "<event>" happens to tracking
      Then tracking is in the state "<next>" afterwards

      Examples:
        | state           | event        | next      |
        | idle            | start        | reporting |
        | reporting       | start        | reporting |
        | reporting       | reset        | reporting |
        | reporting       | forged order | reporting |
        | ended unheard   | start        | unheard   |
        | ended while off | start        | off       |

  @SVT-05
  Rule: SVT-05 Goes on until its end is asked for

    Scenario Outline: tracking, <state>: <event>
      Given tracking is in the state "<state>"
      When the event "<event>" happens to tracking
      Then tracking is in the state "<next>" afterwards

      Examples:
        | state         | event         | next          |
        | reporting     | end           | idle          |
        | slow          | end           | idle          |
        | ceased        | end           | idle          |
        | unheard       | end           | ended unheard |
        | ended unheard | end           | ended unheard |
        | ended unheard | coverage back | idle          |
        | ended unheard | weak battery  | ended unheard |
        | ended unheard | flat battery  | ended unheard |
        | ended unheard | reset         | ended unheard |
        | ended unheard | ignition on   | ended unheard |

  @SVT-06
  Rule: SVT-06 Pauses without coverage, resumes with it

    Scenario Outline: tracking, <state>: <event>
      Given tracking is in the state "<state>"
      When the event "<event>" happens to tracking
      Then tracking is in the state "<next>" afterwards

      Examples:
        | state     | event         | next      |
        | reporting | coverage lost | unheard   |
        | slow      | coverage lost | unheard   |
        | unheard   | start         | unheard   |
        | unheard   | coverage back | reporting |
        | unheard   | weak battery  | unheard   |
        | unheard   | reset         | unheard   |
        | unheard   | ignition on   | unheard   |

  @SVT-07
  Rule: SVT-07 Ceases without battery, resumes with it

    Scenario Outline: tracking, <state>: <event>
      Given tracking is in the state "<state>"
      When the event "<event>" happens to tracking
      Then tracking is in the state "<next>" afterwards

      Examples:
        | state     | event         | next      |
        | reporting | flat battery  | ceased    |
        | reporting | supply lost   | off       |
        | slow      | flat battery  | ceased    |
        | slow      | supply lost   | off       |
        | ceased    | start         | ceased    |
        | ceased    | coverage lost | ceased    |
        | ceased    | weak battery  | slow      |
        | ceased    | good battery  | reporting |
        | ceased    | supply lost   | off       |
        | ceased    | reset         | ceased    |
        | ceased    | ignition on   | ceased    |
        | ceased    | forged order  | ceased    |
        | unheard   | flat battery  | ceased    |
        | unheard   | supply lost   | off       |
        | off       | start         | off       |
        | off       | coverage lost | off       |
        | off       | supply back   | reporting |
        | off       | ignition on   | off       |

  @SVT-08
  Rule: SVT-08 Request ended meanwhile does not resume

    Scenario Outline: tracking, <state>: <event>
      Given tracking is in the state "<state>"
      When the event "<event>" happens to tracking
      Then tracking is in the state "<next>" afterwards

      Examples:
        | state           | event         | next            |
        | off             | end           | ended while off |
        | ended unheard   | supply lost   | ended while off |
        | ended while off | end           | ended while off |
        | ended while off | coverage lost | ended while off |
        | ended while off | supply back   | idle            |
        | ended while off | ignition on   | ended while off |

  @SVT-10
  Rule: SVT-10 No tracking of a vehicle not reported stolen

    Scenario Outline: tracking, <state>: <event>
      Given tracking is in the state "<state>"
      When the event "<event>" happens to tracking
      Then tracking is in the state "<next>" afterwards

      Examples:
        | state | event         | next |
        | idle  | coverage lost | idle |
        | idle  | weak battery  | idle |
        | idle  | flat battery  | idle |
        | idle  | supply lost   | idle |
        | idle  | reset         | idle |
        | idle  | ignition on   | idle |
        | idle  | forged order  | idle |

  @SVT-13
  Rule: SVT-13 Ignition off, intervals, voltage limits

    Scenario Outline: tracking, <state>: <event>
      Given tracking is in the state "<state>"
      When the event "<event>" happens to tracking
      Then tracking is in the state "<next>" afterwards

      Examples:
        | state     | event        | next      |
        | reporting | weak battery | slow      |
        | reporting | ignition on  | reporting |
        | slow      | start        | slow      |
        | slow      | good battery | reporting |
        | slow      | reset        | slow      |
        | slow      | ignition on  | slow      |
        | slow      | forged order | slow      |
