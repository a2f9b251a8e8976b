Feature: Notices before a complimentary period ends
  One month ahead and again three days ahead: an e-mail, and a push where enabled.

  Background:
    Given an essential car with a DCM of gen1, first delivered on 2023-07-10

  @SUB-05
  Rule: SUB-05 Notices before the complimentary end

    Scenario: One month ahead and three days ahead, once each
      When it is 23:50 on 2026-06-09 in the car's time zone
      Then the owner has 0 e-mails about "ends on 2026-07-10"
      When it is 12:00 on 2026-06-10 in the car's time zone
      Then the owner has 1 e-mail about "ends on 2026-07-10"
      And the owner has 1 e-mail about "is complimentary through 2026-07-09"
      And the owner has 1 push notice about "2026-07-10"
      When it is 23:50 on 2026-07-06 in the car's time zone
      Then the owner has 1 e-mail about "ends on 2026-07-10"
      When it is 12:00 on 2026-07-07 in the car's time zone
      Then the owner has 2 e-mails about "ends on 2026-07-10"
      And the owner has 2 push notices about "2026-07-10"
      When it is 12:00 on 2026-08-30 in the car's time zone
      Then the owner has 2 e-mails about "ends on 2026-07-10"

    Scenario: Without push there is the e-mail
      Given the owner has switched push notices off
      When it is 12:00 on 2026-07-07 in the car's time zone
      Then the owner has 2 e-mails about "ends on 2026-07-10"
      And the owner has 0 push notices about "2026-07-10"

    Scenario: Push notices that are switched on again come again
      Given the owner has switched push notices off
      And the owner has switched push notices on
      When it is 12:00 on 2026-06-10 in the car's time zone
      Then the owner has 1 push notice about "2026-07-10"

    @SUB-01
    Scenario: The new owner gets the notice, not the old one
      When the car is sold to owner-2
      And it is 12:00 on 2026-06-10 in the car's time zone
      Then the owner has 1 e-mail about "ends on 2026-07-10"
