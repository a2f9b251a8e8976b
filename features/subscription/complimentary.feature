Feature: Complimentary subscriptions
  The complimentary period runs from the vehicle's first delivery. It differs by package and by the DCM, and can
  be cancelled, too. Afterwards tracking is there only with a paid subscription.

  @SUB-09
  Rule: SUB-09 Periods by package and DCM

    @SVT-11
    Scenario Outline: A <package> car with a DCM of <dcm>: <product> is <kind> and <state>
      Given a <package> car with a DCM of <dcm>, first delivered on 2026-03-01
      Then the <product> subscription is <kind> and <state>

      Examples:
        | package   | dcm  | product | kind          | state           |
        | premium   | gen2 | svt     | complimentary | active          |
        | premium   | gen2 | remote  | complimentary | active          |
        | essential | gen2 | svt     | complimentary | active          |
        | essential | gen2 | remote  | complimentary | active          |
        | essential | gen1 | svt     | complimentary | active          |
        | essential | gen1 | remote  | none          | trial-available |
        | premium   | gen1 | remote  | none          | trial-available |

    @SUB-01
    Scenario Outline: A <package> car's <product> subscription ends on <ends>
      Given a <package> car with a DCM of gen2, first delivered on 2026-03-01
      Then the <product> subscription ends on <ends>

      Examples:
        | package   | product | ends       |
        | premium   | svt     | 2029-03-01 |
        | premium   | remote  | 2029-03-01 |
        | essential | svt     | 2029-03-01 |
        | essential | remote  | 2027-03-01 |

    Scenario: A complimentary subscription is cancelled at once, and can be had again
      Given a premium car with a DCM of gen2, first delivered on 2026-03-01
      When the owner cancels the svt subscription
      Then the service grants it
      And the svt subscription is complimentary and cancelled
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: subscription-inactive
      When the owner reactivates the svt subscription
      Then the service grants it
      And the svt subscription is complimentary and active
      And the svt subscription ends on 2029-03-01

  @SVT-11
  Rule: SVT-11 Complimentary for three years, then paid

    @SUB-01
    Scenario: The day before, of and after three years
      Given an essential car with a DCM of gen2, first delivered on 2023-06-03
      When it is 23:59 on 2026-06-02 in the car's time zone
      Then the svt subscription is complimentary and active
      When it is 00:01 on 2026-06-03 in the car's time zone
      Then the svt subscription is complimentary and expired
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: subscription-inactive
      When it is 12:00 on 2026-06-04 in the car's time zone
      Then the svt subscription is complimentary and expired

    @SVT-01
    Scenario: On the last day tracking can still be started
      Given an essential car with a DCM of gen2, first delivered on 2023-06-03
      When it is 23:50 on 2026-06-02 in the car's time zone
      And the stolen-vehicle centre asks for tracking with report and VIN
      Then the service grants it

    Scenario: After the complimentary period a paid subscription brings tracking back
      Given an essential car with a DCM of gen1, first delivered on 2023-03-01
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: subscription-inactive
      When the owner adds a VISA card
      And the owner buys the svt subscription
      Then the service grants it
      And the svt subscription is paid and active
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service grants it

  @SUB-01
  Rule: SUB-01 Complimentary period follows the vehicle

    Scenario: Three whole years pass
      Given an essential car with a DCM of gen1, first delivered on 2026-06-01
      When it is 23:59 on 2029-05-31 in the car's time zone
      Then the svt subscription is complimentary and active
      When it is 00:01 on 2029-06-01 in the car's time zone
      Then the svt subscription is complimentary and expired

    Scenario: Delivered on a leap day, three years end on the last of February
      Given an essential car with a DCM of gen1, first delivered on 2024-02-29
      Then the svt subscription ends on 2027-02-28

    Scenario: Winter time ends meanwhile: midnight is the car's midnight
      Given an essential car with a DCM of gen1, first delivered on 2023-11-01
      When it is 23:59 on 2026-10-31 in the car's time zone
      Then the svt subscription is complimentary and active
      When it is 00:01 on 2026-11-01 in the car's time zone
      Then the svt subscription is complimentary and expired
