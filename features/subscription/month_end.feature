Feature: Renewals at the end of a month
  A month is counted from the day of purchase: where a month has no such day it ends with its last one, and the
  next renewal is back on the day of purchase.

  @SUB-02
  Rule: SUB-02 Monthly renewal, off and on

    Scenario Outline: Bought on <bought>, renewed on <first> and <second>
      Given an essential car with a DCM of gen1, first delivered on 2023-03-01
      And the owner adds a VISA card
      When it is 12:00 on <bought> in the car's time zone
      And the owner buys the svt subscription
      Then the svt subscription is paid and active
      And the svt subscription ends on <first>
      When it is 12:00 on <first> in the car's time zone
      Then the VISA card has been charged 2 times, with 999 cents each
      And the svt subscription ends on <second>
      When it is 12:00 on <second> in the car's time zone
      Then the VISA card has been charged 3 times, with 999 cents each

      Examples:
        | bought     | first      | second     |
        | 2026-08-31 | 2026-09-30 | 2026-10-31 |
        | 2027-01-31 | 2027-02-28 | 2027-03-31 |
        | 2028-01-31 | 2028-02-29 | 2028-03-31 |
