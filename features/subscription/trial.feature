Feature: Trials
  A cancelled trial shows as available, and can be activated again.

  @SUB-04
  Rule: SUB-04 Cancelled trial can be activated again

    Scenario: A trial is taken, cancelled and taken again
      Given an essential car with a DCM of gen1, first delivered on 2026-03-01
      Then the remote subscription is none and trial-available
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
