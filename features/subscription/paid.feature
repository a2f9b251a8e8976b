Feature: Paid subscriptions
  A paid product renews monthly; auto-renewal can be switched off and on. A cancelled one stays active to the end
  of its billing period, shows that date, is not charged again, and can be added again.

  Background:
    Given an essential car with a DCM of gen1, first delivered on 2023-03-01
    And the owner adds a VISA card
    And the owner buys the svt subscription

  @SUB-02
  Rule: SUB-02 Monthly renewal, off and on

    Scenario: Bought, charged at once, and renewed each month
      Then the svt subscription is paid and active
      And the svt subscription ends on 2026-07-01
      And the VISA card has been charged 1 time, with 999 cents each
      When it is 23:50 on 2026-06-30 in the car's time zone
      Then the VISA card has been charged 1 time, with 999 cents each
      When it is 12:00 on 2026-07-01 in the car's time zone
      Then the VISA card has been charged 2 times, with 999 cents each
      And the svt subscription ends on 2026-08-01
      When it is 12:00 on 2027-06-01 in the car's time zone
      Then the VISA card has been charged 13 times, with 999 cents each

    Scenario: Auto-renewal switched off: it ends with the month, uncharged
      When the owner switches off auto-renewal of the svt subscription
      Then the service grants it
      When it is 23:50 on 2026-06-30 in the car's time zone
      Then the svt subscription is paid and active
      When it is 12:00 on 2026-07-02 in the car's time zone
      Then the svt subscription is paid and expired
      And the VISA card has been charged 1 time, with 999 cents each

    Scenario: Auto-renewal switched off and on again renews
      When the owner switches off auto-renewal of the svt subscription
      And 10 days pass
      And the owner switches on auto-renewal of the svt subscription
      And it is 12:00 on 2026-07-01 in the car's time zone
      Then the svt subscription is paid and active
      And the VISA card has been charged 2 times, with 999 cents each

    Scenario: What is active already is not bought twice
      Then the svt subscription is paid and active
      When the owner buys the svt subscription
      Then the service refuses it: already-active
      And the VISA card has been charged 1 time, with 999 cents each

    Scenario: A declined renewal is tried again on three days, and then it is over
      Then the svt subscription is paid and active
      When the payment provider declines
      And it is 12:00 on 2026-07-01 in the car's time zone
      Then the svt subscription is paid and active
      And the owner has 1 e-mail about "the payment by VISA 1111 was declined. We will try again tomorrow"
      When it is 12:00 on 2026-07-03 in the car's time zone
      Then the svt subscription is paid and active
      And the owner has 3 e-mails about "We will try again tomorrow"
      And the owner has 0 e-mails about "has not been paid and is off"
      When it is 12:00 on 2026-07-04 in the car's time zone
      Then the svt subscription is paid and expired
      And the owner has 1 e-mail about "has not been paid and is off"
      When the payment provider approves
      And 30 days pass
      Then the VISA card has been charged 1 time, with 999 cents each
      And the owner has 1 e-mail about "tax invoice"

    Scenario: A renewal that is paid a day late ends when it would have ended
      Then the svt subscription is paid and active
      When the payment provider declines
      And it is 12:00 on 2026-07-01 in the car's time zone
      And the payment provider approves
      And it is 12:00 on 2026-07-02 in the car's time zone
      Then the svt subscription is paid and active
      And the svt subscription ends on 2026-08-01
      And the VISA card has been charged 2 times, with 999 cents each
      And the owner has 2 e-mails about "tax invoice"

  @SUB-03
  Rule: SUB-03 Cancelled product runs to its end date

    Scenario: Cancelled, it stays to the end of the period and is not charged again
      Then the svt subscription is paid and active
      When 5 days pass
      And the owner cancels the svt subscription
      Then the service grants it
      And the svt subscription ends on 2026-07-01
      When it is 23:50 on 2026-06-30 in the car's time zone
      And the stolen-vehicle centre asks for tracking with report and VIN
      Then the service grants it
      When the police asks to end tracking
      Then the service grants it
      When it is 00:01 on 2026-07-01 in the car's time zone
      Then the svt subscription is paid and expired
      When it is 12:00 on 2026-12-01 in the car's time zone
      Then the VISA card has been charged 1 time, with 999 cents each

    Scenario: Cancelled and over, it can be added again
      Then the svt subscription is paid and active
      When the owner cancels the svt subscription
      And it is 12:00 on 2026-08-15 in the car's time zone
      And the owner buys the svt subscription
      Then the service grants it
      And the svt subscription is paid and active
      And the svt subscription ends on 2026-09-15
      And the VISA card has been charged 2 times, with 999 cents each

    Scenario: Taken up again before the period is over, it renews
      Then the svt subscription is paid and active
      When 5 days pass
      And the owner cancels the svt subscription
      Then the service grants it
      When it is 23:50 on 2026-06-30 in the car's time zone
      And the owner reactivates the svt subscription
      Then the service grants it
      And the svt subscription is paid and active
      And the svt subscription ends on 2026-07-01
      When it is 12:00 on 2026-07-01 in the car's time zone
      Then the svt subscription is paid and active
      And the svt subscription ends on 2026-08-01
      And the VISA card has been charged 2 times, with 999 cents each

    @SUB-01
    Scenario: The car is sold: the seller pays no more, the next owner begins anew
      Then the svt subscription is paid and active
      When the car is sold to owner-2
      Then the svt subscription is paid and active
      And the svt subscription ends on 2026-07-01
      When the owner reactivates the svt subscription
      Then the service refuses it: nothing-to-reactivate
      When it is 12:00 on 2026-09-01 in the car's time zone
      Then the svt subscription is paid and expired
      And the VISA card has been charged 1 time, with 999 cents each
      When the owner adds a Mastercard card
      And the owner buys the svt subscription
      Then the svt subscription is paid and active
      And the Mastercard card has been charged 1 time, with 999 cents each
      And the VISA card has been charged 1 time, with 999 cents each
