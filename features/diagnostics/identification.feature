Feature: What the DCM tells a tester of itself
  A workshop, and whoever approves the type, reads who made it and which software runs.

  @OTA-07
  Rule: OTA-07 Versions readable over UDS, and reported

    Background:
      Given a car with the ignition on and a DCM that is ready

    Scenario Outline: Its <what> is read on the bus
      Then the DCM tells a tester its <what> as its file has it

      Examples:
        | what              |
        | VIN               |
        | software version  |
        | spare part number |
        | serial number     |
        | RXSWIN            |

    Scenario: What a workshop has written outlives a reset
      When a tester writes "WORKSHOP-7" as the DCM's repair shop code
      And a tester resets the DCM
      Then the DCM tells a tester "WORKSHOP-7" as its repair shop code

    Scenario: The version is that of the firmware it was delivered with, after a reset, too
      When a tester resets the DCM
      Then the DCM tells a tester "1.0.0" as its software version
