# Made from remote-product.yaml by StateTablesTest; don't edit by hand.
Feature: States: Remote services in the shop
  Each event in each state of the remote product, and the state that follows.

  Background:
    Given an essential car with a DCM of gen2, first delivered on 2025-06-03

  @SUB-01
  Rule: SUB-01 Complimentary period follows the vehicle

    Scenario Outline: the remote product, <state>: <event>
      Given the remote product is in the state "<state>"
      When the event "<event>" happens to the remote product
      Then the remote product is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next                    |
        | complimentary           | car is sold | complimentary           |
        | complimentary cancelled | car is sold | complimentary cancelled |
        | over                    | car is sold | over                    |

  @SUB-02
  Rule: SUB-02 Monthly renewal, off and on

    Scenario Outline: the remote product, <state>: <event>
      Given the remote product is in the state "<state>"
      When the event "<event>" happens to the remote product
      Then the remote product is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next          |
        | complimentary           | buys        | complimentary |
        | complimentary cancelled | buys        | paid          |
        | over                    | buys        | paid          |
        | paid                    | buys        | paid          |
        | paid                    | period ends | paid          |

  @SUB-03
  Rule: SUB-03 Cancelled product runs to its end date

    Scenario Outline: the remote product, <state>: <event>
      Given the remote product is in the state "<state>"
      When the event "<event>" happens to the remote product
      Then the remote product is in the state "<next>" afterwards

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
        | sold           | buys        | sold           |
        | sold           | cancels     | sold           |
        | sold           | reactivates | sold           |
        | sold           | period ends | over           |
        | sold           | car is sold | sold           |

  @SUB-09
  Rule: SUB-09 Periods by package and DCM

    Scenario Outline: the remote product, <state>: <event>
      Given the remote product is in the state "<state>"
      When the event "<event>" happens to the remote product
      Then the remote product is in the state "<next>" afterwards

      Examples:
        | state                   | event       | next                    |
        | complimentary           | cancels     | complimentary cancelled |
        | complimentary           | reactivates | complimentary           |
        | complimentary           | period ends | over                    |
        | complimentary cancelled | cancels     | complimentary cancelled |
        | complimentary cancelled | reactivates | complimentary           |
        | complimentary cancelled | period ends | over                    |
