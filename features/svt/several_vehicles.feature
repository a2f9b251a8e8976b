Feature: Several vehicles
  Only the vehicle that was reported stolen is tracked.

  Background:
    Given there is a second car

  @SVT-10
  Rule: SVT-10 No tracking of a vehicle not reported stolen

    @SVT-02
    Scenario: One car is tracked, the other is not
      When it is about the second car
      And tracking is active
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}
      When it is about the first car
      Then no report is sent for 5 min
      And the owner's app shows tracking as none

  @SVT-05
  Rule: SVT-05 Goes on until its end is asked for

    @SVT-10
    Scenario: The end of one car's tracking leaves the other's
      Given tracking is active
      When it is about the second car
      And tracking is active
      When it is about the first car
      And tracking has ended
      Then no report is sent for 5 min
      When it is about the second car
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}
      And the owner's app shows tracking as active

  @SVT-07
  Rule: SVT-07 Ceases without battery, resumes with it

    Scenario: The battery of one car is not the other's
      Given tracking is active
      When it is about the second car
      And tracking is active
      And the main battery is at {svt.ceaseBelow} - 0.1 V
      And {svt.hold} + 5 s pass
      Then no report is sent for 5 min
      When it is about the first car
      Then reports arrive {svt.interval} apart for 5 x {svt.interval}
