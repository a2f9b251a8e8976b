Feature: What is offered, and what a DCM makes of it
  An offer that is not whole, not for this DCM, or not true of the image ends the update. The old firmware goes on.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-03
  Rule: OTA-03 Authentic and intact, or not installed

    Scenario Outline: Refused without a piece of the image: <fault>
      Given the next 5 tries of update offer meet <fault>
      When an update to 2.0.0 is offered
      Then the update has failed within 3 min, and version 1.0.0 runs
      And the image was asked for in exactly 0 pieces
      And nothing is installed for 30 s
      And since the offer the update server has been told "failure"
      And since the offer the head unit has shown "nothing"

      Examples:
        | fault                 |
        | offer without size    |
        | offer of no bytes     |
        | offer without hash    |
        | offer without version |
        | offer for others      |
        | foreign links         |
        | plain links           |
        | links to another port |

    Scenario Outline: Refused when the image has been looked at: <fault>
      Given the next 5 tries of <exchange> meet <fault>
      When an update to 2.0.0 is offered
      Then the update has failed within 3 min, and version 1.0.0 runs
      And nothing is installed for 30 s

      Examples:
        | exchange     | fault                    |
        | update offer | offer of another hash    |
        | update offer | offer of another size    |
        | update offer | offer of another version |
        | update offer | links upwards            |
        | image piece  | corrupt piece            |

    Scenario Outline: Nothing is wrong with it: <fault>
      Given the next 5 tries of update offer meet <fault>
      When an update to 2.0.0 is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs

      Examples:
        | fault                   |
        | offer in capitals       |
        | offer of two parts      |
        | offer of one other part |

    Scenario: The version that runs is there already
      When an update to 1.0.0 is offered
      Then the update has succeeded within 2 min, and version 1.0.0 runs
      And the image was asked for in exactly 0 pieces
      And since the offer the update server has been told "success"
      And since the offer the head unit has shown "nothing"

    Scenario Outline: <version> is newer than 1.0.0
      When an update to <version> is offered
      Then the update has succeeded within 3 min, and version <version> runs

      Examples:
        | version |
        | 1.0.1   |
        | 1.0.0.1 |
        | 10      |

  @OTA-02
  Rule: OTA-02 Waves, thresholds, pause, resume, cancel

    @OTA-01
    Scenario: An update that is only to be downloaded is not installed
      When an update to 2.0.0 that is only downloaded is offered
      Then nothing is installed for 5 min
      And the image was asked for in exactly 5 pieces
      And since the offer the update server has been told "proceeding, downloaded"
      And since the offer the head unit has shown "nothing"

    @OTA-01
    Scenario: Before its maintenance window an update is not installed, in it it is
      When an update to 2.0.0 that has its window 5 min later is offered
      Then nothing is installed for 5 min
      And the image was asked for in exactly 5 pieces
      And the update has succeeded within 9 min, and version 2.0.0 runs

    @OTA-01
    Scenario: An update that the user is asked about gives way to a newer one
      When an update to 2.0.0 that the user is asked about is offered
      And the update is offered
      And an update to 3.0.0 is offered
      Then the update has succeeded within 5 min, and version 3.0.0 runs
      And since the offer the update server has been told "proceeding, downloaded, cancelled, proceeding, downloaded, proceeding, success"
      And since the offer the head unit has shown "OFFERED, NONE, ANNOUNCED, INSTALLING, SUCCEEDED"

    @OTA-01
    Scenario: An update that waits for the car gives way to a newer one
      When the main battery is at {ota.minimumVolts} - 0.5 V
      And an update to 2.0.0 is offered
      And the update is announced
      And an update to 3.0.0 is offered
      And 3 min pass
      And the main battery is at {ota.minimumVolts} + 0.4 V
      Then the update has succeeded within 8 min, and version 3.0.0 runs
      And since the offer the update server has been told "proceeding, downloaded, scheduled, cancelled, proceeding, downloaded, scheduled, proceeding, success"
      And since the offer the head unit has shown "ANNOUNCED, NONE, ANNOUNCED, INSTALLING, SUCCEEDED"

    @OTA-01
    Scenario: An update that is taken back while it is downloading is given up, after a reset, too
      When the next 99 tries of update poll meet short poll time
      And 70 s pass
      And an update to 2.0.0 of 60 blocks is offered
      And the update is downloading
      And the offer is taken back
      And 13 s pass
      Then no piece of the image is asked for within 20 s
      When the DCM is reset
      Then no piece of the image is asked for within 2 min
      And since the offer the update server has been told "proceeding, cancelled"
      And since the offer the head unit has shown "nothing"

    @OTA-01
    Scenario: An update that the server does not name any more is given up
      When the main battery is at {ota.minimumVolts} - 0.5 V
      And an update to 2.0.0 is offered
      And the update is announced
      And the next 1 tries of update poll meet no offer
      And 70 s pass
      Then since the offer the head unit has shown "ANNOUNCED, NONE"
      And since the offer the update server has been told "proceeding, downloaded, scheduled"

  @OTA-01
  Rule: OTA-01 Updates reach the vehicle over the air

    Scenario: An update that is offered to a car that sleeps is done when it is used again
      When the ignition is turned to OFF
      And {sleep.after} + 2 min pass
      And an update to 2.0.0 is offered
      Then the update server hears nothing for 10 min
      When the ignition is turned to ACC
      Then the update has succeeded within 3 min, and version 2.0.0 runs

    Scenario: A download that waits for coverage does not go on while the DCM sleeps
      When an update to 2.0.0 of 40 blocks is offered
      And the update is downloading
      And there is no coverage
      And the ignition is turned to OFF
      And {sleep.after} + 5 min pass
      And there is good coverage
      Then the update server hears nothing for 10 min
      When the ignition is turned to ACC
      Then the update has succeeded within 3 min, and version 2.0.0 runs

    @PRV-01
    Scenario: When the restriction is lifted the update comes
      Given the ignition is turned to ON
      And the owner has restricted data connectivity
      When an update to 2.0.0 is offered
      Then the update server hears nothing for 2 min
      When the owner has allowed data connectivity
      And the ignition is turned to ACC
      Then the update has succeeded within {ota.pollInterval} + 4 min, and version 2.0.0 runs

    Scenario: A car whose emergency calls are switched off is updated, too
      Given the ignition is turned to ON
      And the owner's app asks to disable emergency calls
      When the ignition is turned to ACC
      And an update to 2.0.0 is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs

  @OTA-06
  Rule: OTA-06 Power lost: old version or new, never neither

    Scenario Outline: A tester resets the DCM while the update is <phase>
      When an update to 2.0.0 is offered
      And the update is <phase>
      And a tester resets the DCM
      Then the update has succeeded within 5 min, and version 2.0.0 runs

      Examples:
        | phase       |
        | downloading |
        | announced   |
        | installing  |

    @OTA-07
    Scenario: A tester resets the DCM while the new firmware proves itself
      When an update to 2.0.0 is offered
      And the update is installing
      And 5 s pass
      And a tester resets the DCM
      Then the update has succeeded within 5 min, and version 2.0.0 runs

    Scenario: Updates follow each other, and each goes into the slot that does not run
      When an update to 2.0.0 is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      When an update to 3.0.0 that hangs is offered
      Then the update has failed within 4 min, and version 2.0.0 runs
      When an update to 10.11.12 is offered
      Then the update has succeeded within 3 min, and version 10.11.12 runs
      And the DCM tells a tester "10.11.12" as its software version
