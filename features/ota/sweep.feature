@long
Feature: The supply fails everywhere in an installation
  An image has replaced another one. While the next one is installed over what was before, the supply fails again and again.
  After each failure a tester asks which version runs. At the end an emergency call works.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-06
  Rule: OTA-06 Power lost: old version or new, never neither

    @SOS-06
    Scenario Outline: At each 4 KiB of <part>, and at 50 points more
      When an update to 2.0.0 of 16 blocks is offered
      And the update is over
      When an update to 2.0.1 of 16 blocks is offered
      And the supply fails once at each 4 KiB and at 50 points of <part>
      Then after each failure the old version or the new one ran, and the update went on
      When the ignition is turned to ON
      And the SOS button is pressed
      Then a call is connected

      Examples:
        | part               |
        | the first quarter  |
        | the second quarter |
        | the third quarter  |
        | the last quarter   |

    @SOS-06
    Scenario Outline: At 25 points of <part>, and again while the DCM recovers
      When an update to 2.0.0 of 16 blocks is offered
      And the update is over
      When an update to 2.0.1 of 16 blocks is offered
      And the supply fails once and again while it recovers at 25 points of <part>
      Then after each failure the old version or the new one ran, and the update went on
      When the ignition is turned to ON
      And the SOS button is pressed
      Then a call is connected

      Examples:
        | part               |
        | the first quarter  |
        | the second quarter |
        | the third quarter  |
        | the last quarter   |

    @SOS-06
    Scenario Outline: At 22 points that close in on the switch, <often>
      When an update to 2.0.0 of 2 blocks is offered
      And the update is over
      When an update to 2.0.1 of 2 blocks is offered
      And the supply fails <often> at 22 points of the switch
      Then after each failure the old version or the new one ran, and the update went on
      When the ignition is turned to ON
      And the SOS button is pressed
      Then a call is connected

      Examples:
        | often                            |
        | once                             |
        | once and again while it recovers |

    @SOS-06
    Scenario Outline: At 8 points of the trial, <often>
      When an update to 2.0.0 of 2 blocks is offered
      And the update is over
      When an update to 2.0.1 of 2 blocks is offered
      And the supply fails <often> at 8 points of the trial
      Then after each failure the old version or the new one ran, and the update went on
      When the ignition is turned to ON
      And the SOS button is pressed
      Then a call is connected

      Examples:
        | often                            |
        | once                             |
        | once and again while it recovers |
