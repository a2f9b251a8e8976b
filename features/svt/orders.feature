Feature: Orders that are not authentic
  A vehicle not reported stolen cannot be tracked, whatever reaches its DCM.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SVT-10
  Rule: SVT-10 No tracking of a vehicle not reported stolen

    @realtime
    Scenario: A forged order starts nothing
      When a forged order reaches the DCM
      Then the security event order-forged is reported exactly once within 10 s
      And no report is sent for 5 s

    Scenario Outline: <trick> starts nothing
      When <trick> reaches the DCM
      Then the security event <event> is reported exactly once within 10 s
      And no position leaves the car for 3 min

      Examples:
        | trick                        | event                      |
        | a forged order               | order-forged               |
        | an altered order             | order-forged               |
        | garbage                      | order-forged               |
        | an expired order             | order-expired              |
        | an order for another vehicle | order-not-for-this-vehicle |

    @SVT-08
    Scenario: The order of before, replayed after the end, starts nothing
      Given tracking is active
      And tracking has ended
      When a replayed order reaches the DCM
      Then the security event order-replayed is reported exactly once within 10 s
      And no report is sent for 5 min

    Scenario: A replay is known as one after a reset, too
      Given tracking is active
      And tracking has ended
      When the DCM is reset
      And 15 s pass
      And a replayed order reaches the DCM
      Then the security event order-replayed is reported exactly once within 60 s
      And no report is sent for 5 min

    @SVT-12
    Scenario: An authentic order that no request stands behind comes to nothing
      When a start without request reaches the DCM
      And 30 s pass
      Then no report is sent for 5 min
      And the police does not see the car's position
      And the stolen-vehicle centre does not see the car's position

    Scenario: After a forged order the authentic one is carried out
      When a forged order reaches the DCM
      And an altered order reaches the DCM
      When tracking begins
      Then reports arrive {svt.interval} apart for 4 x {svt.interval}

  @SVT-02
  Rule: SVT-02 Reports positions to the stolen-vehicle centre

    Scenario Outline: <trick> does not disturb the order in force
      Given tracking is active
      When <trick> reaches the DCM
      Then reports arrive {svt.interval} apart for 4 x {svt.interval}
      And the owner's app shows tracking as active

      Examples:
        | trick                        |
        | a forged order               |
        | garbage                      |
        | an order for another vehicle |
