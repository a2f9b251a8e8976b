Feature: Trials
  A cancelled trial shows as available, and can be activated again.

  @SUB-04
  Rule: SUB-04 Cancelled trial can be activated again

    Scenario: A trial is taken, cancelled and taken again
      Given an essential car with a DCM of gen1, first delivered on 2026-03-01
      Then the remote subscription is none and trial-available
      When the owner's app asks where the car is
      Then the service refuses it: subscription-inactive
      When the owner tries the remote subscription
      Then the service grants it
      And the remote subscription is trial and active
      When 3 days pass
      And the owner cancels the remote subscription
      Then the service grants it
      And the remote subscription is trial and trial-available
      When the owner tries the remote subscription
      Then the service grants it
      And the remote subscription is trial and active

    @SUB-09
    Scenario: What is complimentary has no trial
      Given a premium car with a DCM of gen2, first delivered on 2026-03-01
      When the owner cancels the remote subscription
      And the owner tries the remote subscription
      Then the service refuses it: trial-not-available

    Scenario: A trial costs nothing
      Given an essential car with a DCM of gen1, first delivered on 2026-03-01
      When the owner adds a VISA card
      And the owner tries the remote subscription
      And 200 days pass
      Then the VISA card has been charged 0 times, with 999 cents each

    Scenario: A trial ends after its months, and there is no second one
      Given an essential car with a DCM of gen1, first delivered on 2026-03-01
      When the owner tries the remote subscription
      Then the remote subscription is trial and active
      And the remote subscription ends on 2026-09-01
      When it is 23:50 on 2026-08-31 in the car's time zone
      Then the remote subscription is trial and active
      When the owner's app asks the car to lock
      Then the service grants it
      When it is 00:10 on 2026-09-01 in the car's time zone
      Then the remote subscription is trial and expired
      When the owner's app asks the car to lock
      Then the service refuses it: subscription-inactive
      When the owner tries the remote subscription
      Then the service refuses it: trial-not-available

    Scenario: A trial that was cancelled ends when it would have ended
      Given an essential car with a DCM of gen1, first delivered on 2026-03-01
      When the owner tries the remote subscription
      Then the service grants it
      When it is 12:00 on 2026-08-01 in the car's time zone
      And the owner cancels the remote subscription
      Then the service grants it
      When the owner's app asks the car to lock
      Then the service refuses it: subscription-inactive
      When the owner tries the remote subscription
      Then the remote subscription is trial and active
      And the remote subscription ends on 2026-09-01
