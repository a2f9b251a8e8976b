# Made from update.yaml by StateTablesTest; don't edit by hand.
Feature: States: An update over the air
  Each event in each state of the update, and the state that follows.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-02
  Rule: OTA-02 Waves, thresholds, pause, resume, cancel

    Scenario Outline: the update, <state>: <event>
      Given the update is in the state "<state>"
      When the event "<event>" happens to the update
      Then the update is in the state "<next>" afterwards

      Examples:
        | state   | event     | next     |
        | asked   | cancelled | given up |
        | waiting | cancelled | given up |

  @OTA-04
  Rule: OTA-04 Interrupted download resumes

    Scenario Outline: the update, <state>: <event>
      Given the update is in the state "<state>"
      When the event "<event>" happens to the update
      Then the update is in the state "<next>" afterwards

      Examples:
        | state       | event          | next    |
        | downloading | supply fails   | updated |
        | downloading | coverage fails | updated |

  @OTA-05
  Rule: OTA-05 Preconditions hold, as seen on CAN

    Scenario Outline: the update, <state>: <event>
      Given the update is in the state "<state>"
      When the event "<event>" happens to the update
      Then the update is in the state "<next>" afterwards

      Examples:
        | state       | event          | next    |
        | downloading | ignition on    | waiting |
        | downloading | weak battery   | waiting |
        | downloading | car moves      | waiting |
        | announced   | ignition on    | waiting |
        | announced   | weak battery   | waiting |
        | announced   | car moves      | waiting |
        | waiting     | coverage fails | waiting |
        | waiting     | ignition on    | waiting |
        | waiting     | car moves      | waiting |
        | installing  | ignition on    | waiting |
        | installing  | weak battery   | waiting |
        | installing  | car moves      | waiting |
        | suspended   | supply fails   | waiting |

  @OTA-06
  Rule: OTA-06 Power lost: old version or new, never neither

    Scenario Outline: the update, <state>: <event>
      Given the update is in the state "<state>"
      When the event "<event>" happens to the update
      Then the update is in the state "<next>" afterwards

      Examples:
        | state      | event          | next     |
        | announced  | supply fails   | updated  |
        | announced  | coverage fails | updated  |
        | waiting    | supply fails   | updated  |
        | installing | supply fails   | updated  |
        | installing | coverage fails | updated  |
        | on trial   | supply fails   | updated  |
        | updated    | supply fails   | updated  |
        | given up   | supply fails   | given up |

  @OTA-07
  Rule: OTA-07 Versions readable over UDS, and reported

    Scenario Outline: the update, <state>: <event>
      Given the update is in the state "<state>"
      When the event "<event>" happens to the update
      Then the update is in the state "<next>" afterwards

      Examples:
        | state    | event          | next    |
        | on trial | coverage fails | updated |
        | on trial | ignition on    | updated |
        | on trial | weak battery   | updated |
        | on trial | car moves      | updated |

  @OTA-09
  Rule: OTA-09 An emergency outranks an update

    Scenario Outline: the update, <state>: <event>
      Given the update is in the state "<state>"
      When the event "<event>" happens to the update
      Then the update is in the state "<next>" afterwards

      Examples:
        | state       | event        | next      |
        | downloading | press        | suspended |
        | downloading | crash        | suspended |
        | asked       | press        | suspended |
        | asked       | crash        | suspended |
        | announced   | press        | suspended |
        | announced   | crash        | suspended |
        | waiting     | press        | suspended |
        | waiting     | crash        | suspended |
        | installing  | press        | suspended |
        | installing  | crash        | suspended |
        | on trial    | press        | suspended |
        | on trial    | crash        | suspended |
        | suspended   | ignition on  | suspended |
        | suspended   | weak battery | suspended |
        | suspended   | car moves    | suspended |
        | suspended   | crash        | suspended |
        | suspended   | cancelled    | suspended |
        | suspended   | call ends    | updated   |

  @OTA-10
  Rule: OTA-10 User is informed, and can decline

    Scenario Outline: the update, <state>: <event>
      Given the update is in the state "<state>"
      When the event "<event>" happens to the update
      Then the update is in the state "<next>" afterwards

      Examples:
        | state | event          | next     |
        | asked | supply fails   | asked    |
        | asked | coverage fails | asked    |
        | asked | ignition on    | asked    |
        | asked | weak battery   | asked    |
        | asked | car moves      | asked    |
        | asked | accepted       | updated  |
        | asked | declined       | given up |
