Feature: The repositories change their root keys
  New root metadata are signed by the old keys and by the new ones. A DCM, and each ECU behind it, follows them one by one from those of its factory.
  Keys that were rotated out count no longer: retired-root-keys in attacks.feature.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-03
  Rule: OTA-03 Authentic and intact, or not installed

    Scenario Outline: An update after the root keys were rotated: <rotations>
      When an update to 2.0.0 is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      When an update to 2.1.0 is offered, after <rotations> of the root keys
      Then the update has succeeded within 3 min, and version 2.1.0 runs
      And the DCM tells a tester "2.1.0" as its software version

      Examples:
        | rotations   |
        | 1 rotation  |
        | 4 rotations |

    Scenario: After an update, a root that the keys of before have signed is refused
      When an update to 2.0.0 is offered, after 2 rotations of the root keys
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      When an update to 2.1.0 is offered, under the attack retired-root-keys
      Then the update has failed within 2 min, and version 2.0.0 runs
      And the DCM has told server and director of ARBITRARY_SOFTWARE

    @OTA-08
    Scenario: An ECU behind the DCM follows the rotation, too
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 3 min, and version 1.0.0 runs
      When an update to 2.0.0 is offered, after 3 rotations of the root keys
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      When software V03.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      And a tester finds software "V03.00.00" in the head unit, and the server was told the same
