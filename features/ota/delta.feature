Feature: Updates by deltas
  Beside the image lies a delta, which makes it of the image that runs. The DCM loads the delta in place of the image.
  Whatever is wrong with the delta, the same update goes on with the whole image. The image has 320 KiB, three eighths of it are new.

  Background:
    Given a parked car that takes updates, and a DCM that is ready
    And an update to 2.0.0 is offered
    And the update is over

  @OTA-01
  Rule: OTA-01 Updates reach the vehicle over the air

    Scenario: A delta of what runs is loaded in place of the image
      When an update to 3.0.0 that has a delta is offered
      Then the update has succeeded within 3 min, and version 3.0.0 runs
      And the image was asked for in at most 160 KiB, by a delta
      And the DCM tells a tester "3.0.0" as its software version

    Scenario: A delta of another base is not loaded
      When an update to 3.0.0 that has a delta of another base is offered
      Then the update has succeeded within 3 min, and version 3.0.0 runs
      And the image was asked for in at most 330 KiB, as a whole image

    Scenario Outline: A delta that is answered with <fault> gives way to the whole image
      Given the next <tries> tries of image piece meet <fault>
      When an update to 3.0.0 that has a delta is offered
      Then the update has succeeded within 10 min, and version 3.0.0 runs
      And the image was asked for in at least 256 KiB, as a whole image

      Examples: For good, and as often as it is asked for
        | fault      | tries |
        | status 404 | 1     |
        | status 500 | 5     |

    Scenario: Deltas follow each other
      When an update to 3.0.0 that has a delta is offered
      Then the update has succeeded within 3 min, and version 3.0.0 runs
      When an update to 4.0.0 that has a delta is offered
      Then the update has succeeded within 3 min, and version 4.0.0 runs
      And the image was asked for in at most 160 KiB, by a delta

  @OTA-03
  Rule: OTA-03 Authentic and intact, or not installed

    Scenario Outline: In place of <delta> the whole image is installed
      When an update to 3.0.0 that has <delta> is offered
      Then the update has succeeded within 4 min, and version 3.0.0 runs
      And the image was asked for in at least 320 KiB, as a whole image

      Examples:
        | delta                    |
        | a delta that is damaged  |
        | a delta without an end   |
        | a delta of a wide window |
        | a delta of another image |

  @OTA-04
  Rule: OTA-04 Interrupted download resumes

    Scenario: There is no coverage for a while in the midst of a delta
      When an update to 3.0.0 that has a delta is offered
      And the update is downloading
      And there is no coverage
      And 1 min pass
      And there is good coverage
      Then the update has succeeded within 6 min, and version 3.0.0 runs
      And the image was asked for in at most 190 KiB, by a delta

  @OTA-06
  Rule: OTA-06 Power lost: old version or new, never neither

    Scenario Outline: The supply fails <after> after the second piece of a delta was asked for
      When an update to 3.0.0 that has a delta is offered
      And the update is downloading
      And <after> pass
      And the main battery is disconnected
      And 5 s pass
      And the main battery is connected again with 12.6 V
      Then the update has succeeded within 5 min, and version 3.0.0 runs
      And the image was asked for in at most 190 KiB, by a delta

      Examples: While it comes
        | after  |
        | 100 ms |

      Examples: While it is unpacked
        | after   |
        | 600 ms  |
        | 1100 ms |

  @OTA-09
  Rule: OTA-09 An emergency outranks an update

    Scenario: SOS while a delta is unpacked
      Given the agent ends each call after 20 s
      And the ignition is turned to ON
      When an update to 3.0.0 that has a delta is offered
      And the update is downloading
      And the SOS button is pressed
      Then a call is connected
      And the update server hears nothing for 10 s
      When the ignition is turned to ACC
      Then the update has succeeded within 6 min, and version 3.0.0 runs
      And the image was asked for in at most 160 KiB, by a delta
