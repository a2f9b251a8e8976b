Feature: What the user says to an update
  Before it is given out the server may want it confirmed; after the download the DCM asks for a soft one.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @OTA-10
  Rule: OTA-10 User is informed, and can decline

    Scenario: What has to be confirmed is not even loaded before
      When an update to 2.0.0 that the user has to confirm is offered
      And the update is offered
      Then no piece of the image is asked for within 3 min
      When the user accepts the update
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And since the offer the head unit has shown "OFFERED, NONE, ANNOUNCED, INSTALLING, SUCCEEDED"
      And since the offer the update server has been told "confirmed, proceeding, downloaded, proceeding, success"

    Scenario: What the user denies is not loaded, and nobody is asked again
      When an update to 2.0.0 that the user has to confirm is offered
      And the update is offered
      And the user declines the update
      Then no piece of the image is asked for within 5 min
      And since the offer the head unit has shown "OFFERED, NONE"
      And since the offer the update server has been told "denied"

    Scenario: Who postpones a confirmation is asked again when the profile says
      When an update to 2.0.0 that the user has to confirm is offered
      And the update is offered
      And the user postpones the update
      Then no piece of the image is asked for within 3 min
      And since the offer the head unit has shown "OFFERED, NONE"
      And since the offer the update server has been told "nothing"
      When the ignition is turned to OFF
      And {ota.postpone} - 8 min pass
      And the ignition is turned to ACC
      Then the head unit shows OFFERED 6 min ± 90 s after the event

    Scenario: A question that the operator has taken back is not shown any more
      When an update to 2.0.0 that the user has to confirm is offered
      And the update is offered
      And the offer is taken back
      And 70 s pass
      Then since the offer the head unit has shown "OFFERED, NONE"
      And since the offer the update server has been told "nothing"

    Scenario: A question outlives a reset of the DCM
      When an update to 2.0.0 that the user is asked about is offered
      And the update is offered
      And the DCM is reset
      And 5 s pass
      And the user accepts the update
      Then the update has succeeded within 5 min, and version 2.0.0 runs

    Scenario: Who has postponed is not asked before the time is over, a reset or not
      When an update to 2.0.0 that the user is asked about is offered
      And the update is offered
      And the user postpones the update
      And the DCM is reset
      Then nothing is installed for 3 min
      And since the offer the head unit has shown "OFFERED, NONE"
      And since the offer the update server has been told "proceeding, downloaded, scheduled"

    Scenario: A user who does not answer is only told when the campaign becomes one of force
      When an update to 2.0.0 that is forced 5 min later is offered
      And the update is offered
      Then nothing is installed for 3 min
      And the update has succeeded within 9 min, and version 2.0.0 runs
      And since the offer the head unit has shown "OFFERED, ANNOUNCED, INSTALLING, SUCCEEDED"

    Scenario: The result is shown after a reset, too
      When an update to 2.0.0 that fails its self-test is offered
      Then the update has failed within 4 min, and version 1.0.0 runs
      And since the offer the head unit has shown "ANNOUNCED, INSTALLING, FAILED"

    Scenario: An answer that nobody asked for is none
      When the user accepts the update
      And an update to 2.0.0 that the user is asked about is offered
      Then nothing is installed for 3 min
