Feature: ECUs behind the DCM are updated over the air
  The DCM loads software for other ECUs, and reprograms them by UDS over ISO-TP on the car's bus. A tester on the bus asks the ECUs what they run.
  Each ECU verifies by itself what the director has signed for it. Before the download it is asked for its report and handed time and metadata: six requests.
  Software of 24 KiB comes with that which the ECU goes back to.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-08
  Rule: OTA-08 Updates other ECUs through the DCM

    Scenario: The head unit gets new software
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 3 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same

    Scenario: Software that is offered while the car sleeps waits until it wakes
      When the ignition is turned to OFF
      And 90 s pass
      And software V02.00.00 for the head unit is offered, each by itself
      And 3 min pass
      And the ignition is turned to ACC
      Then the update has succeeded within 5 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same

    Scenario: Software for another hardware is not written
      When software V02.00.00 that is for the GNSS receiver is offered for the head unit
      Then the update has failed within 3 min, and version 1.0.0 runs
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same

    Scenario: Older software is not written
      When software V00.09.00 for the head unit is offered, each by itself
      Then the update has failed within 3 min, and version 1.0.0 runs
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same

    Scenario: A time server that is silent for a while is asked again
      Given the next 5 tries of update time meet status 500
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 6 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same

    Scenario: Without an attested time the head unit takes nothing, and the DCM heeds that
      Given the next 1 tries of update time meet status 404
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has failed within 2 min, and version 1.0.0 runs
      And the DCM has told server and director of FREEZE
      And a tester finds software "V01.00.00" in the head unit

    Scenario: The DCM's own update does not wait for a time
      Given the next 5 tries of update time meet status 500
      When an update to 2.0.0 is offered
      Then the update has succeeded within 6 min, and version 2.0.0 runs

    Scenario Outline: The head unit fails once at <step>, and is tried again
      Given the head unit fails at <step> 1 time
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 4 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same

      Examples:
        | step            |
        | security access |
        | a block         |
        | the checksum    |
        | the reset       |

    Scenario Outline: The head unit fails at <step> in each try, and keeps or gets back its old software
      Given the head unit fails at <step> {ota.ecuTries} times
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has failed within 5 min, and version 1.0.0 runs
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same

      Examples:
        | step               |
        | the session        |
        | security access    |
        | the erasure        |
        | the download       |
        | a block            |
        | the transfer's end |
        | the checksum       |
        | the dependencies   |
        | the reset          |
        | its start          |

    Scenario: The head unit takes nothing any more, and success is not told
      Given the head unit fails at a block 99 times
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has failed within 5 min, and version 1.0.0 runs
      And a tester finds software "none" in the head unit, and the server was told the same

    Scenario: The head unit refuses each erasure, and keeps what it runs
      Given the head unit fails at the erasure 99 times
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has failed within 5 min, and version 1.0.0 runs
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same
      And the result tells that the head unit has "V01.00.00"

    Scenario: A campaign of three: the ECUs and the DCM
      When software V02.00.00 for the head unit and the GNSS receiver and an update to 2.0.0 are offered, all or nothing
      Then the update has succeeded within 4 min, and version 2.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same
      And a tester finds software "V02.00.00" in the GNSS receiver, and the server was told the same

    Scenario: All or nothing: the second ECU fails, and the first one gets back what it had
      Given the GNSS receiver fails at the checksum {ota.ecuTries} times
      When software V02.00.00 for the head unit and the GNSS receiver and an update to 2.0.0 are offered, all or nothing
      Then the update has failed within 6 min, and version 1.0.0 runs
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same
      And a tester finds software "V01.00.00" in the GNSS receiver, and the server was told the same

    Scenario: All or nothing: the DCM's own firmware fails, and both ECUs get back what they had
      When software V02.00.00 for the head unit and the GNSS receiver and an update to 2.0.0 that fails its self-test are offered, all or nothing
      Then the update has failed within 6 min, and version 1.0.0 runs
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same
      And a tester finds software "V01.00.00" in the GNSS receiver, and the server was told the same

    Scenario: Each by itself: the first ECU fails, and the second one keeps its new software
      Given the head unit fails at the checksum {ota.ecuTries} times
      When software V02.00.00 for the head unit and the GNSS receiver is offered, each by itself
      Then the update has failed within 6 min, and version 1.0.0 runs
      And the result tells that the head unit has "V01.00.00"
      And the result tells that the GNSS receiver has "V02.00.00"
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same
      And a tester finds software "V02.00.00" in the GNSS receiver, and the server was told the same

    Scenario Outline: The supply fails after <requests> requests to the head unit
      When software V02.00.00 for the head unit is offered, each by itself
      And the head unit has been asked <requests> times by the DCM
      And the main battery is disconnected
      And 5 s pass
      And the main battery is connected again with 12.6 V
      Then the update has succeeded within 5 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same

      Examples:
        | requests |
        | 14       |
        | 26       |

    Scenario: All or nothing: what was done before a loss of supply is taken back, too
      Given the GNSS receiver fails at the checksum 99 times
      When software V02.00.00 for the head unit and the GNSS receiver is offered, all or nothing
      And the GNSS receiver has been asked 3 times by the DCM
      And the main battery is disconnected
      And 5 s pass
      And the main battery is connected again with 12.6 V
      Then the update has failed within 6 min, and version 1.0.0 runs
      And a tester finds software "V01.00.00" in the head unit, and the server was told the same

    @OTA-02
    Scenario: Software that waits for the car is not written once it is taken back
      When the main battery is at {ota.minimumVolts} - 0.5 V
      And software V02.00.00 for the head unit is offered, each by itself
      And 90 s pass
      And the offer is taken back
      And 70 s pass
      And the main battery is at {ota.minimumVolts} + 0.4 V
      Then the DCM asks the head unit nothing for 30 s

    @OTA-05
    Scenario: The ignition is turned on while the head unit is reprogrammed
      When software V02.00.00 for the head unit is offered, each by itself
      And the head unit has been asked 21 times by the DCM
      And the ignition is turned to ON
      And 1 s pass
      Then the DCM asks the head unit nothing for 30 s
      When the ignition is turned to ACC
      Then the update has succeeded within 5 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same

  @OTA-03
  Rule: OTA-03 Authentic and intact, or not installed

    Scenario: An order that is taken back leaves the ECU nothing that it would take
      When the main battery is at {ota.minimumVolts} - 0.5 V
      And software V02.00.00 for the head unit is offered, each by itself
      And 90 s pass
      And the offer is taken back
      And 80 s pass
      And somebody on the bus plays the primary of the head unit: erasure
      Then a tester finds software "V01.00.00" in the head unit

    Scenario: An update that fails before its ECU is begun leaves it no order
      Given the next 1 tries of image piece meet status 404
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has failed within 2 min, and version 1.0.0 runs
      When 10 s pass
      And somebody on the bus plays the primary of the head unit: erasure
      Then a tester finds software "V01.00.00" in the head unit

    Scenario: What is offered after an update that failed is installed
      Given the next 1 tries of image piece meet status 404
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has failed within 2 min, and version 1.0.0 runs
      When software V03.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 3 min, and version 1.0.0 runs
      And a tester finds software "V03.00.00" in the head unit, and the server was told the same

  @OTA-09
  Rule: OTA-09 An emergency outranks an update

    @OTA-08
    Scenario: SOS while the head unit is reprogrammed
      Given the agent ends each call after 20 s
      When software V02.00.00 for the head unit is offered, each by itself
      And the head unit has been asked 21 times by the DCM
      And the ignition is turned to ON
      And the SOS button is pressed
      Then a call is connected
      When the ignition is turned to ACC
      Then the DCM asks the head unit nothing for 10 s
      And the update has succeeded within 6 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same

    @OTA-08
    Scenario: A crash while the head unit is reprogrammed
      Given the agent ends each call after 20 s
      When software V02.00.00 for the head unit is offered, each by itself
      And the head unit has been asked 21 times by the DCM
      And the ignition is turned to ON
      And the car crashes with 40 g and an airbag deploys
      Then a call is connected
      And the DCM asks the head unit nothing for 10 s
