Feature: Updates over the air
  The DCM asks the update server, downloads, installs while the car is parked, starts the new firmware, and tells what became of it.
  The image has five blocks of 64 KiB.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-01
  Rule: OTA-01 Updates reach the vehicle over the air

    @OTA-07 @OTA-10
    Scenario: An update is downloaded, installed, booted and reported
      When an update to 2.0.0 is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      And the DCM tells a tester "2.0.0" as its software version
      And since the offer the head unit has first told of "2.0.0, 1 min"
      And since the offer the head unit has shown "ANNOUNCED, INSTALLING, SUCCEEDED"
      And from ANNOUNCED to INSTALLING the head unit is told at least each 1 s
      And since the offer the update server has been told "proceeding, downloaded, proceeding, success"

  @OTA-02
  Rule: OTA-02 Waves, thresholds, pause, resume, cancel

    @OTA-01
    Scenario: The second wave begins when the first has succeeded
      Given a second parked car that takes updates
      When a rollout of 2.0.0, in one wave for each car, begins
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      When it is about the second car
      Then the update has succeeded within 6 min, and version 2.0.0 runs
      And its first piece was asked for after the success of the other car

    @OTA-01
    Scenario: A wave that fails pauses the rollout; resumed, it goes on with the next one
      Given a second parked car that takes updates
      When a rollout of 2.0.0 that hangs, in one wave for each car, begins
      Then the update has failed within 4 min, and version 1.0.0 runs
      When it is about the second car
      Then no piece of the image is asked for within 3 min
      When the rollout is resumed
      Then the update has failed within 8 min, and version 1.0.0 runs

    @OTA-01
    Scenario: A rollout that is paused waits until it is resumed
      When a rollout of 2.0.0, in one wave for each car, begins
      And the rollout is paused
      Then no piece of the image is asked for within 3 min
      When the rollout is resumed
      Then the update has succeeded within 6 min, and version 2.0.0 runs

    @OTA-01
    Scenario: A rollout that is cancelled is given up before its installation
      When the main battery is at {ota.minimumVolts} - 0.5 V
      And a rollout of 2.0.0, in one wave for each car, begins
      And the update is announced
      And the rollout is cancelled
      And 2 min pass
      And the main battery is at {ota.minimumVolts} + 0.4 V
      Then nothing is installed for 2 min
      And since the offer the update server has been told "proceeding, downloaded, scheduled, cancelled"

  @OTA-03
  Rule: OTA-03 Authentic and intact, or not installed

    Scenario: An older version is not installed
      When an update to 0.9.0 is offered
      Then the update has failed within 2 min, and version 1.0.0 runs
      And nothing is installed for 1 min
      And since the offer the update server has been told "failure"
      And since the offer the head unit has shown "nothing"

    Scenario: An image for another hardware is not installed
      When an update to 2.0.0 that is for another hardware is offered
      Then the update has failed within 2 min, and version 1.0.0 runs
      And nothing is installed for 1 min
      And since the offer the update server has been told "proceeding, failure"
      And since the offer the head unit has shown "nothing"

  @OTA-04
  Rule: OTA-04 Interrupted download resumes

    Scenario: The supply fails in the midst of the download
      When an update to 2.0.0 is offered
      And the update is downloading
      And 100 ms pass
      And the main battery is disconnected
      And 10 s pass
      And the main battery is connected again with 12.6 V
      Then the update has succeeded within 4 min, and version 2.0.0 runs
      And the image was asked for in at most 6 pieces

    Scenario: Coverage is lost in the midst of the download
      When an update to 2.0.0 is offered
      And the update is downloading
      And there is no coverage
      And 1 min pass
      And there is good coverage
      Then the update has succeeded within 6 min, and version 2.0.0 runs
      And the image was asked for in at most 6 pieces

  @OTA-05
  Rule: OTA-05 Preconditions hold, as seen on CAN

    Scenario: 12.1 V are not enough, 12.3 V are
      When the main battery is at {ota.minimumVolts} - 0.1 V
      And an update to 2.0.0 is offered
      Then nothing is installed for 2 min
      When the main battery is at {ota.minimumVolts} + 0.1 V
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And since the offer the update server has been told "proceeding, downloaded, scheduled, proceeding, success"

    Scenario: With the ignition on nothing is installed
      When the ignition is turned to ON
      And an update to 2.0.0 is offered
      Then nothing is installed for 2 min
      When the ignition is turned to ACC
      Then the update has succeeded within 5 min, and version 2.0.0 runs

    Scenario: The car moves, and nothing is installed until it is parked again
      When an update to 2.0.0 is offered
      And the update is announced
      And the car has driven at 20 km/h for 5 s
      Then nothing is installed for 1 min
      When the car has driven at 0 km/h for 1 s
      Then the update has succeeded within 5 min, and version 2.0.0 runs

    Scenario: The ignition is turned on in the midst of the installation
      When an update to 2.0.0 is offered
      And the update is installing
      And the ignition is turned to ON
      Then nothing is installed for 1 min
      When the ignition is turned to ACC
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And since the offer the update server has been told "proceeding, downloaded, proceeding, scheduled, success"
      And since the offer the head unit has shown "ANNOUNCED, INSTALLING, ANNOUNCED, INSTALLING, SUCCEEDED"

  @OTA-06
  Rule: OTA-06 Power lost: old version or new, never neither

    Scenario Outline: The supply fails <after> after the installation has begun
      When an update to 2.0.0 is offered
      And the update is installing
      And <after> pass
      And the main battery is disconnected
      And 5 s pass
      And the main battery is connected again with 12.6 V
      Then the update has succeeded within 5 min, and version 2.0.0 runs

      Examples:
        | after   |
        | 100 ms  |
        | 700 ms  |
        | 1400 ms |
        | 6 s     |

    @OTA-07
    Scenario: A firmware that hangs is given up for the old one
      When an update to 2.0.0 that hangs is offered
      Then the update has failed within 4 min, and version 1.0.0 runs
      And since the offer the update server has been told "proceeding, downloaded, proceeding, failure"

    @OTA-07
    Scenario: A firmware that fails its self-test is given up for the old one
      When an update to 2.0.0 that fails its self-test is offered
      Then the update has failed within 4 min, and version 1.0.0 runs

  @OTA-09
  Rule: OTA-09 An emergency outranks an update

    Scenario Outline: SOS while the update is <phase>
      Given the agent ends each call after 20 s
      When an update to 2.0.0 is offered
      And the update is <phase>
      And the ignition is turned to ON
      And the SOS button is pressed
      Then a call is connected
      And the update server hears nothing for 10 s
      When the ignition is turned to ACC
      Then the update has succeeded within 6 min, and version 2.0.0 runs

      Examples:
        | phase       |
        | downloading |
        | announced   |
        | installing  |

    Scenario: What is left to be written is written after the call, and not during it
      Given the agent ends each call after 20 s
      When an update to 2.0.0 of 40 blocks is offered
      And the update is installing
      And the ignition is turned to ON
      And the SOS button is pressed
      Then a call is connected
      When the ignition is turned to ACC
      Then the head unit shows SUCCEEDED 40 s ± 1 s after the event

    Scenario: A crash while the update is installing
      Given the agent ends each call after 20 s
      When an update to 2.0.0 is offered
      And the update is installing
      And the ignition is turned to ON
      And the car crashes with 40 g and an airbag deploys
      Then a call is connected
      And the update server hears nothing for 10 s

  @OTA-10
  Rule: OTA-10 User is informed, and can decline

    Scenario: Nothing is installed before the user agrees
      When an update to 2.0.0 that the user is asked about is offered
      Then nothing is installed for 3 min
      When the user accepts the update
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And since the offer the head unit has shown "OFFERED, NONE, ANNOUNCED, INSTALLING, SUCCEEDED"
      And since the offer the update server has been told "proceeding, downloaded, proceeding, success"

    Scenario: The user declines
      When an update to 2.0.0 that the user is asked about is offered
      And the update is offered
      And the user declines the update
      Then the update has failed within 3 min, and version 1.0.0 runs
      And nothing is installed for 1 min
      And since the offer the update server has been told "proceeding, downloaded, failure"
      And since the offer the head unit has shown "OFFERED, FAILED, NONE"

  @PRV-01
  Rule: PRV-01 Restriction holds, safety features excepted

    Scenario: Restricted: the update server hears nothing
      Given the ignition is turned to ON
      And the owner has restricted data connectivity
      When an update to 2.0.0 is offered
      Then the update server hears nothing for 3 min
