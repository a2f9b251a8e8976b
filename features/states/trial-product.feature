# Made from trial-product.yaml by StateTablesTest; don't edit by hand.
Feature: States: A product on trial
  Each event in each state of the trial product, and the state that follows.

  Background:
    Given an essential car with a DCM of gen1, first delivered on 2026-03-01

  @SUB-01
  Rule: SUB-01 Complimentary period follows the vehicle

    Scenario Outline: the trial product, <state>: <event>
      Given the trial product is in the state "<state>"
      When the event "<event>" happens to the trial product
      Then the trial product is in the state "<next>" afterwards

      Examples:
        | state     | event       | next      |
        | available | car is sold | available |
        | trial     | car is sold | trial     |
        | cancelled | car is sold | cancelled |
        | over      | car is sold | over      |

  @SUB-02
  Rule: SUB-02 Monthly renewal, off and on

    Scenario Outline: the trial product, <state>: <event>
      Given the trial product is in the state "<state>"
      When the event "<event>" happens to the trial product
      Then the trial product is in the state "<next>" afterwards

      Examples:
        | state     | event       | next      |
        | available | renewal off | available |
        | trial     | renewal off | trial     |
        | cancelled | renewal off | cancelled |
        | over      | renewal off | over      |

  @SUB-04
  Rule: SUB-04 Cancelled trial can be activated again

    Scenario Outline: the trial product, <state>: <event>
      Given the trial product is in the state "<state>"
      When the event "<event>" happens to the trial product
      Then the trial product is in the state "<next>" afterwards

      Examples:
        | state     | event          | next      |
        | available | tries          | trial     |
        | available | cancels        | available |
        | available | reactivates    | available |
        | trial     | tries          | trial     |
        | trial     | cancels        | cancelled |
        | trial     | reactivates    | trial     |
        | trial     | eve of the end | trial     |
        | trial     | trial ends     | over      |
        | cancelled | tries          | trial     |
        | cancelled | cancels        | cancelled |
        | cancelled | reactivates    | trial     |
        | cancelled | eve of the end | cancelled |
        | cancelled | trial ends     | over      |
        | over      | tries          | over      |
        | over      | cancels        | over      |
        | over      | reactivates    | over      |
