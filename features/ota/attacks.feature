# Made from hil-configs/ota/attacks.yaml by AttackTableTest; don't edit by hand.
Feature: Attacks on updates
  Somebody holds the way between the repositories and the DCM, or some of their keys, or the car's bus.
  What never happens: an image runs that those in charge have not signed for that ECU.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-03
  Rule: OTA-03 Authentic and intact, or not installed

    Scenario Outline: <attack>: the DCM notices <kind>
      When an update to 2.0.0 is offered, under the attack <attack>
      Then the update has failed within <within>, and version 1.0.0 runs
      And the DCM has told server and director of <kind>
      And the DCM tells a tester "1.0.0" as its software version

      Examples:
        | attack                             | kind                | within |
        | arbitrary-package                  | ARBITRARY_SOFTWARE  | 2 min  |
        | arbitrary-package-shortened        | ARBITRARY_SOFTWARE  | 2 min  |
        | arbitrary-metadata                 | ARBITRARY_SOFTWARE  | 2 min  |
        | forged-root                        | ARBITRARY_SOFTWARE  | 2 min  |
        | retired-root-keys                  | ARBITRARY_SOFTWARE  | 2 min  |
        | drop-request-metadata              | DENIED              | 2 min  |
        | freeze                             | FREEZE              | 2 min  |
        | slow-retrieval                     | SLOW_RETRIEVAL      | 5 min  |
        | slow-retrieval-metadata            | SLOW_RETRIEVAL      | 5 min  |
        | rollback-image                     | ROLLBACK            | 2 min  |
        | mix-and-match                      | MIX_AND_MATCH       | 2 min  |
        | mix-and-match-targets              | MIX_AND_MATCH       | 2 min  |
        | endless-data                       | ENDLESS_DATA        | 2 min  |
        | endless-image                      | ENDLESS_DATA        | 2 min  |
        | metadata-of-100-mb                 | ENDLESS_DATA        | 2 min  |
        | json-10000-deep                    | MALFORMED           | 2 min  |
        | compromised-director-new-image     | ARBITRARY_SOFTWARE  | 2 min  |
        | compromised-director-changed-image | REPOSITORIES_DIFFER | 2 min  |
        | compromised-director-other-counter | REPOSITORIES_DIFFER | 2 min  |
        | compromised-image-online-keys      | ARBITRARY_SOFTWARE  | 2 min  |
        | compromised-supplier               | ARBITRARY_SOFTWARE  | 2 min  |
        | director-delegates                 | ARBITRARY_SOFTWARE  | 2 min  |
        | replayed-order                     | REPLAY              | 2 min  |
        | wrong-hardware-id                  | WRONG_HARDWARE      | 2 min  |
        | foreign-ecu                        | WRONG_ECU           | 2 min  |
        | ecu-twice                          | WRONG_ECU           | 2 min  |
        | not-ordered                        | ARBITRARY_SOFTWARE  | 2 min  |

    Scenario Outline: <attack> after an update: the DCM notices <kind>
      When an update to 2.0.0 is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      When an update to 2.1.0 is offered, under the attack <attack>
      Then the update has failed within <within>, and version 2.0.0 runs
      And the DCM has told server and director of <kind>
      And the DCM tells a tester "2.0.0" as its software version

      Examples:
        | attack            | kind     | within |
        | rollback-metadata | ROLLBACK | 2 min  |

    Scenario Outline: <attack>: the director notices <kind>
      When an update to 2.0.0 is offered, under the attack <attack>
      Then the update has succeeded within <within>, and version 2.0.0 runs
      And the director has noticed <kind>, and each report of the DCM was taken
      And the DCM tells a tester "2.0.0" as its software version

      Examples:
        | attack            | kind               | within |
        | partial-manifest  | PARTIAL_BUNDLE     | 3 min  |
        | replayed-manifest | REPLAY             | 3 min  |
        | forged-report     | ARBITRARY_SOFTWARE | 3 min  |

    Scenario Outline: <attack>: the director notices <kind> after a time
      When an update to 2.0.0 is offered, under the attack <attack>
      Then the update has succeeded within <within>, and version 2.0.0 runs
      When 4 h pass
      Then the director has noticed <kind>, and each report of the DCM was taken

      Examples:
        | attack                | kind   | within |
        | drop-request-manifest | DENIED | 3 min  |

    Scenario Outline: <attack>: the director notices <kind> in what an ECU runs
      When software V02.00.00 for the head unit is offered, under the attack <attack>
      Then the update has succeeded within <within>, and version 1.0.0 runs
      And the director has noticed <kind>, and each report of the DCM was taken
      And a tester finds software "V02.00.00" in the head unit

      Examples:
        | attack       | kind         | within |
        | mixed-bundle | MIXED_BUNDLE | 3 min  |

    Scenario Outline: <attack>: the director notices <kind> in what two ECUs run
      Given the GNSS receiver fails at a block {ota.ecuTries} times
      When software V02.00.00 for the head unit and the GNSS receiver is offered, under the attack <attack>
      Then the update has failed within <within>, and version 1.0.0 runs
      And the director has noticed <kind>, and each report of the DCM was taken
      And a tester finds software "V02.00.00" in the head unit
      And a tester finds software "V01.00.00" in the GNSS receiver

      Examples:
        | attack         | kind           | within |
        | partial-bundle | PARTIAL_BUNDLE | 6 min  |

    Scenario Outline: <attack>: the head unit notices <kind>
      When software V02.00.00 for the head unit is offered, under the attack <attack>
      Then the update has failed within <within>, and version 1.0.0 runs
      And the DCM has told server and director of <kind>
      And a tester finds software "V01.00.00" in the head unit

      Examples:
        | attack                  | kind   | within |
        | replayed-time           | REPLAY | 2 min  |
        | compromised-time-server | FREEZE | 2 min  |

    Scenario Outline: <attack> by somebody on the bus: the head unit notices <kind>
      When somebody on the bus plays the primary of the head unit: <attack>
      Then a tester finds software "V01.00.00" in the head unit
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within <within>, and version 1.0.0 runs
      And the head unit has noticed <kind>, and each report of the DCM was taken
      And a tester finds software "V02.00.00" in the head unit

      Examples:
        | attack                | kind               | within |
        | freeze-of-a-secondary | FREEZE             | 3 min  |
        | compromised-primary   | ARBITRARY_SOFTWARE | 3 min  |
