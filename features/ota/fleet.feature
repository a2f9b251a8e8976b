Feature: A rollout over a fleet
  1,000 emulated DCMs that do nothing but update themselves, and the rig's update server. What the server counts is held against what each DCM has said.
  They are further cars: the device under test is none of them, and the verdict is about the service.

  @OTA-02
  Rule: OTA-02 Waves, thresholds, pause, resume, cancel

    @long
    Scenario: Of 1,000 cars in five waves 30 fail: the rollout pauses, is resumed, and counts exactly
      Given a fleet of 1000 parked cars that take updates, of which 30 fail by design
      When a rollout over the fleet begins, in 5 waves with success from 90 % and a pause at 2 % of errors
      Then the rollout over the fleet pauses within 12 min
      And no further car of the fleet is told of it for 2 min
      When the rollout over the fleet is led to its end, and resumed after each pause
      Then at each pause 4 cars of a wave had failed since the last
      And each wave began when 90 % of the one before had succeeded
      And 970 cars of the fleet have succeeded, and 30 have failed
