Feature: A rollout over a small fleet, with what can happen to it
  Forty emulated DCMs that do nothing but update themselves, and the rig's update server. What the server counts is held against
  what the cars say, which version they tell, and which bytes they got. The device under test is none of them.

  @OTA-02
  Rule: OTA-02 Waves, thresholds, pause, resume, cancel

    Scenario: Every fifth car fails: each wave waits for the one before, and the second failure of a wave pauses it
      Given a fleet of 40 parked cars that take updates, of which 8 fail by design
      When a rollout over the fleet begins, in 4 waves with success from 60 % and a pause at 20 % of errors
      Then the rollout over the fleet pauses within 12 min
      And no further car of the fleet is told of it for 2 min
      When the rollout over the fleet is led to its end, and resumed after each pause
      Then at each pause 2 cars of a wave had failed since the last
      And each wave began when 60 % of the one before had succeeded
      And no car of the fleet reads a task again after its success
      And 32 cars of the fleet have succeeded, and 8 have failed

    Scenario: Cars that lose coverage and supply on the way are given up when they are silent, and count when they come back
      Given a fleet of 40 parked cars that take updates, of which 0 fail by design
      And 3 cars of the fleet lose coverage for 2 min while they load the image
      And 3 cars of the fleet lose supply for 1 min while they load the image
      And 4 cars of the fleet lose supply for 2 min while they install it
      And 2 cars of the fleet lose coverage for 25 min while they install it
      And the rollout over the fleet gives up a car after 5 min of silence
      When a rollout over the fleet begins, in 4 waves with success from 60 % and a pause at 50 % of errors
      Then the rollout over the fleet is over within 20 min
      And no car of the fleet is counted otherwise than it says
      When 30 min pass
      Then 40 cars of the fleet have succeeded, and 0 have failed
      And no car of the fleet is counted otherwise than it says
      And no car of the fleet is known by another version than it tells

    Scenario: Who has to agree is asked first, and a window is kept to
      Given a fleet of 20 parked cars that take updates, of which 0 fail by design
      And the rollout over the fleet asks each user, who agrees after 2 min
      And the rollout over the fleet installs nothing in the first 8 min
      When a rollout over the fleet begins, in 1 waves with success from 100 % and a pause at 10 % of errors
      Then the rollout over the fleet is over within 14 min
      And no car of the fleet reads a task before its user has agreed
      And no car of the fleet runs the new version before it may install
      And 20 cars of the fleet have succeeded, and 0 have failed

    Scenario: Each car gets what is its own, and who has failed is asked again after a pause
      Given a fleet of 40 parked cars that take updates, of which 6 fail by design
      And the rollout over the fleet leaves out other hardware
      And the rollout over the fleet asks a failed car again after 4 min
      When a rollout over the fleet begins, in 2 waves with success from 50 % and a pause at 0 % of errors
      And 3 min pass
      Then no car of the fleet is told twice of a task that it may not read
      And no car of the fleet gets other bytes than the release has
      And the rollout over the fleet is over within 20 min
      And no car of the fleet of other hardware reads a task
      And no car of the fleet is asked again too soon
      And no car of the fleet is refused a word about its open task
      And no car of the fleet is known by another version than it tells
      And 36 cars of the fleet have succeeded, and 2 have failed

    Scenario: Paused, resumed and cancelled under way, it tells no further car, and counts what the cars really did
      Given a fleet of 40 parked cars that take updates, of which 0 fail by design
      When a rollout over the fleet begins, in 2 waves with success from 100 % and a pause at 10 % of errors
      And 20 s pass
      And the rollout is paused
      Then no further car of the fleet is told of it for 2 min
      When the rollout is resumed
      And 50 s pass
      And the rollout is cancelled
      Then the rollout over the fleet is over within 12 min
      And no further car of the fleet is told of it for 2 min
      And no car of the fleet reads a task again after its success
      And no car of the fleet is counted otherwise than it says
      And no car of the fleet is refused a word about its open task
      And no car of the fleet is known by another version than it tells

    Scenario: The last failure of all pauses it, too, although nobody is left to be told
      Given a fleet of 3 parked cars that take updates, of which 3 fail by design
      When a rollout over the fleet begins, in 1 waves with success from 0 % and a pause at 100 % of errors
      Then the rollout over the fleet pauses within 10 min
      And 0 cars of the fleet have succeeded, and 3 have failed
      And no car of the fleet is known by another version than it tells
