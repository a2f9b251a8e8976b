Feature: ECUs behind the DCM are updated over the air
  The DCM loads software for other ECUs, and reprograms them by UDS over ISO-TP on the car's bus. A tester on the bus asks the ECUs what they run.
  Software of 24 KiB comes with that which the ECU goes back to.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-08
  Rule: OTA-08 The head unit and other ECUs are updated through the DCM

    Scenario: The head unit gets new software
      When software V02.00.00 for the head unit is offered, each by itself
      Then the update has succeeded within 3 min, and version 1.0.0 runs
      And a tester finds software "V02.00.00" in the head unit, and the server was told the same
