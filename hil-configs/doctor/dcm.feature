# What `rig dcm doctor BENCH` looks at, in this order. Each tag names the section of docs/DCM-INTERFACE.md that a DCM's
# maker reads when it is not so. No requirement is verified by it.
Feature: What a DCM must do before the suite can judge it

  @section-0 @first
  Scenario: It starts, says hello and gets ready
    Given a car with the ignition on and a DCM that is ready
    Then the indicator is solid green within 8 s

  @section-3
  Scenario: Its lamps show the start, red and green in turn
    When the ignition is turned to ON
    Then the indicator is alternating red and green for 3 s
    And the indicator is solid green within 8 s

  @section-1
  Scenario: It hears the car on the CAN bus: an airbag deploys
    Given a car with the ignition on and a DCM that is ready
    When an airbag deploys
    Then a call is attempted at most 5 s later

  @section-2.1
  Scenario: It calls through the modem's proxy when the SOS button is pressed
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is attempted at most 5 s later

  @section-2.5
  Scenario: It speaks TLS with the telematics service, and sends telemetry
    Given a car with the ignition on and a DCM that is ready
    Then telemetry is sent within 65 s

  @section-2.2
  Scenario: Its call connects and carries an MSD of this car
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    And the MSD is that of a manual call of this car

  @section-2.2
  Scenario: It takes an INFO of the centre, and answers by one with an MSD
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the centre asks for the MSD again
    Then 2 messages of data have arrived in the call within 5 s
    And the centre has noted nothing wrong with what the DCM sent

  @section-2.3
  Scenario: Occupant and agent hear each other
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    And occupant and agent hear each other within 6 s

  @section-2.2
  Scenario: It takes a call back
    Given a car with the ignition on and a DCM that is ready
    When the SOS button is pressed for 1 s
    Then a call is connected
    When the centre ends the call
    And 10 s pass
    And the centre calls back
    Then the call back is connected within 35 s
