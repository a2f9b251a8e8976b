# Made from tracking-product.yaml by StateTablesTest; don't edit by hand.
Feature: States: Tracking in the shop
  Each event in each state of the tracking product, and the state that follows.

  Background:
    Given an essential car with a DCM of gen1, first delivered on 2023-06-03

  @SUB-01
  Rule: SUB-01 Complimentary period follows the vehicle

    Scenario Outline: the tracking product, <state>: <event>
      Given the tracking product is in the state "<state>"
      When the event "<event>" happens to the tracking product
      Then the tracking product is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next                    |
        | complimentary           | car is sold | complimentary           |
        | complimentary cancelled | car is sold | complimentary cancelled |
        | over                    | car is sold | over                    |

  @SUB-02
  Rule: SUB-02 Monthly renewal, off and on

    Scenario Outline: the tracking product, <state>: <event>
      Given the tracking product is in the state "<state>"
      When the event "<event>" happens to the tracking product
      Then the tracking product is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next                    |
        | complimentary           | renewal off | complimentary           |
        | complimentary           | renewal on  | complimentary           |
        | complimentary cancelled | renewal off | complimentary cancelled |
        | complimentary cancelled | renewal on  | complimentary cancelled |
        | over                    | renewal off | over                    |
        | over                    | renewal on  | over                    |
        | paid                    | buys        | paid                    |
        | paid                    | renewal off | not renewed             |
        | paid                    | renewal on  | paid                    |
        | paid                    | period ends | paid                    |
        | paid cancelled          | renewal off | paid cancelled          |
        | paid cancelled          | renewal on  | paid                    |
        | not renewed             | buys        | not renewed             |
        | not renewed             | renewal off | not renewed             |
        | not renewed             | renewal on  | paid                    |
        | not renewed             | period ends | over                    |
        | overdue                 | buys        | overdue                 |
        | overdue                 | renewal off | over                    |
        | overdue                 | renewal on  | overdue                 |
        | overdue                 | period ends | over                    |

  @SUB-03
  Rule: SUB-03 Cancelled product runs to its end date

    Scenario Outline: the tracking product, <state>: <event>
      Given the tracking product is in the state "<state>"
      When the event "<event>" happens to the tracking product
      Then the tracking product is in the state "<next>" afterwards

      Examples:
        | state          | event       | next           |
        | over           | cancels     | over           |
        | over           | reactivates | over           |
        | paid           | cancels     | paid cancelled |
        | paid           | reactivates | paid           |
        | paid           | car is sold | sold           |
        | paid cancelled | buys        | paid cancelled |
        | paid cancelled | cancels     | paid cancelled |
        | paid cancelled | reactivates | paid           |
        | paid cancelled | period ends | over           |
        | paid cancelled | car is sold | sold           |
        | not renewed    | cancels     | paid cancelled |
        | not renewed    | reactivates | not renewed    |
        | not renewed    | car is sold | sold           |
        | overdue        | cancels     | over           |
        | overdue        | reactivates | overdue        |
        | overdue        | car is sold | over           |
        | sold           | buys        | sold           |
        | sold           | cancels     | sold           |
        | sold           | reactivates | sold           |
        | sold           | renewal off | sold           |
        | sold           | renewal on  | sold           |
        | sold           | period ends | over           |
        | sold           | car is sold | sold           |

  @SUB-09
  Rule: SUB-09 Periods by package and DCM

    Scenario Outline: the tracking product, <state>: <event>
      Given the tracking product is in the state "<state>"
      When the event "<event>" happens to the tracking product
      Then the tracking product is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next                    |
        | complimentary           | cancels     | complimentary cancelled |
        | complimentary           | reactivates | complimentary           |
        | complimentary cancelled | cancels     | complimentary cancelled |
        | complimentary cancelled | reactivates | complimentary           |

  @SVT-11
  Rule: SVT-11 Complimentary for three years, then paid

    Scenario Outline: the tracking product, <state>: <event>
      Given the tracking product is in the state "<state>"
      When the event "<event>" happens to the tracking product
      Then the tracking product is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next          |
        | complimentary           | buys        | complimentary |
        | complimentary           | period ends | over          |
        | complimentary cancelled | buys        | paid          |
        | complimentary cancelled | period ends | over          |
        | over                    | buys        | paid          |
