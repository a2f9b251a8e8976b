Feature: The numbers of updates over the air
  When a DCM asks, how long it waits, and how large an image may be are numbers of its profile. Each from both sides.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-01
  Rule: OTA-01 Updates reach the vehicle over the air

    Scenario: The first poll comes soon after a boot
      When the ignition is turned to ON
      And the DCM is reset
      Then the next update poll comes {ota.firstPoll} + 550 ms ± 600 ms after the event

    Scenario: The server says when to come again; a random part is added
      Then polls come each 60 s, with their random part, for 11 min

    Scenario: A server that does not say is asked at the profile's interval
      When the next 9 tries of update poll meet no poll time
      And 70 s pass
      Then polls come each {ota.pollInterval}, with their random part, for 3.5 x {ota.pollInterval}

    Scenario: A server that asks to come at once is not stormed
      When the next 9 tries of update poll meet poll time of zero
      And 70 s pass
      Then polls come each {ota.pollInterval}, with their random part, for 3.5 x {ota.pollInterval}

    Scenario: A server that wants to be asked each ten seconds is
      When the next 30 tries of update poll meet short poll time
      And 70 s pass
      Then polls come each 10 s, with their random part, for 2 min

    Scenario: Hours, minutes and seconds of the server's wait count
      When the next 5 tries of update poll meet long poll time
      And 70 s pass
      Then polls come each 1 h + 70 s, with their random part, for 3.4 h

  @NET-02
  Rule: NET-02 Back-end faults are bounded

    Scenario: A poll is tried as often as the profile says, and waits for an answer as long
      When the next 9 tries of update poll meet no answer
      Then exactly {ota.tries} tries of update poll come within 6 min, after the specified gaps

    Scenario: A connection to the update server that nothing needs is closed
      When the next 1 tries of update poll meet long poll time
      And 70 s pass
      And {ota.idleTimeout} + 20 s pass
      Then the connection to the update server has been closed {ota.idleTimeout} after its last request

  @OTA-03
  Rule: OTA-03 Authentic and intact, or not installed

    Scenario: An image as large as its room is taken
      When an update to 2.0.0 of {ota.imageBlocks} blocks is offered
      And 90 s pass
      Then the image was asked for in at least 60 pieces

    Scenario: An image that is larger than its room is refused at once
      When an update to 2.0.0 of {ota.imageBlocks} + 1 blocks is offered
      Then the update has failed within 2 min, and version 1.0.0 runs
      And the image was asked for in exactly 0 pieces

    Scenario: A flash that is worn out is not written, and what runs goes on
      When the flash gets a fault
      And an update to 2.0.0 is offered
      Then the update has failed within 2 min, and version 1.0.0 runs
      And the image was asked for in exactly 0 pieces
      When the fault of the flash is gone
      And an update to 2.1.0 is offered
      Then the update has succeeded within 3 min, and version 2.1.0 runs

    Scenario Outline: A flash that wears out while the update is <phase> is not written any more
      When an update to 2.0.0 is offered
      And the update is <phase>
      And the flash gets a fault
      Then the update has failed within 3 min, and version 1.0.0 runs
      And the DCM tells a tester "1.0.0" as its software version

      Examples:
        | phase       |
        | downloading |
        | announced   |

  @OTA-05
  Rule: OTA-05 Preconditions hold, as seen on CAN

    Scenario: With the ignition off it is installed
      When an update to 2.0.0 is offered
      And the update is installing
      And the ignition is turned to OFF
      Then the update has succeeded within 3 min, and version 2.0.0 runs

    Scenario Outline: What was seen of the <value> counts for a while, and no longer
      When an update to 2.0.0 of 40 blocks is offered
      And the update is installing
      And the message with the <value> is silent
      Then the head unit shows ANNOUNCED {ota.seenWithin} ± 500 ms after the event
      And nothing is installed for 20 s

      Examples:
        | value               |
        | battery's voltage   |
        | parking lock        |
        | ignition's position |

    @long
    Scenario: What can't begin for too long has failed
      When the main battery is at {ota.minimumVolts} - 0.5 V
      And an update to 2.0.0 is offered
      And the update is announced
      And the ignition is turned to OFF
      And {ota.waitLimit} - 5 min pass
      And the ignition is turned to ACC
      Then the head unit shows FAILED 5 min ± 1 min after the event

  @OTA-06
  Rule: OTA-06 Power lost: old version or new, never neither

    Scenario: A firmware that hangs is started as often as the profile says
      When an update to 2.0.0 that hangs is offered
      And the update is installing
      Then the head unit shows FAILED {ota.bootAttempts} x {ota.watchdog} + 2 s ± 1 s after INSTALLING

  @OTA-07
  Rule: OTA-07 Versions readable over UDS, and reported

    Scenario: Hardware, version and software identification are told, before and after
      Then the update server has been told "dcm-1, 1.0.0, R156 DR 0001-00"
      And the DCM tells a tester "R156 DR 0001-00" as its RXSWIN
      When an update to 2.0.0 is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      And the update server has been told "dcm-1, 2.0.0, R156 DR 0001-02"
      And the DCM tells a tester "R156 DR 0001-02" as its RXSWIN

    Scenario: The new firmware is looked at for as long as the profile says
      When an update to 2.0.0 is offered
      And the update is installing
      Then the head unit shows SUCCEEDED {ota.selfTest} + 1500 ms ± 500 ms after INSTALLING

  @OTA-08
  Rule: OTA-08 Updates other ECUs through the DCM

    Scenario: An ECU that was started anew is asked for its version when it has had its time
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 3 min, and version 1.0.0 runs
      And the longest pause of the DCM's requests to the head unit, once it installs, is {ota.ecuBoot}

    Scenario: Between the tries of an ECU is the profile's gap
      Given the head unit fails at the session {ota.ecuTries} times
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has failed within 5 min, and version 1.0.0 runs
      And the longest pause of the DCM's requests to the head unit, once it installs, is {ota.ecuRetryGap}

  @OTA-10
  Rule: OTA-10 User is informed, and can decline

    Scenario: It is announced as long before as the profile says, and its result shown for as long
      When an update to 2.0.0 is offered
      And the update is announced
      Then the head unit shows INSTALLING {ota.notice} + 500 ms after ANNOUNCED
      And the head unit shows NONE {ota.resultShown} after SUCCEEDED
      And from SUCCEEDED to NONE the head unit is told at least each 1 s

    Scenario Outline: The user is told how long <blocks> blocks take
      When an update to 2.0.0 of <blocks> blocks that the user has to confirm is offered
      And the update is offered
      Then the head unit tells how long an update of <blocks> blocks takes

      Examples:
        | blocks |
        | 923    |
        | 924    |

    Scenario: A user who has postponed is asked again when the profile says
      When an update to 2.0.0 that the user is asked about is offered
      And the update is offered
      And the user postpones the update
      And the ignition is turned to OFF
      And {ota.postpone} - 5 min pass
      And the ignition is turned to ACC
      Then the head unit shows OFFERED 5 min ± 5 s after the event
