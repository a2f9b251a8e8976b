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

    Scenario Outline: Well signed and badly formed: <trick> starts nothing
      When <trick> reaches the DCM
      Then the security event order-forged is reported exactly once within 10 s
      And no position leaves the car for 5 s

      Examples:
        | trick                                 |
        | an order of 4097 bytes                |
        | an order of two parts                 |
        | an order of four parts                |
        | an order with padding                 |
        | an order with spare bits              |
        | an order with a short signature       |
        | an order with a long signature        |
        | an order with another typ             |
        | an order with another alg             |
        | an order without typ                  |
        | an order with a further header field  |
        | an order with a further field         |
        | an order without its issue            |
        | an order with a field twice           |
        | an order with its sequence as text    |
        | an order with half a sequence         |
        | an order with a number as id          |
        | an order without letters in its id    |
        | an order with a long id               |
        | an order with a blank in its id       |
        | an order with a day as its end        |
        | an order with words behind            |
        | an order in a list                    |
        | an order with a broken letter         |
        | an order of the other topic           |

    Scenario: After an order a command has a higher sequence, and an old one starts nothing
      Given tracking is active
      And tracking has ended
      When an order of the same sequence reaches the DCM
      Then the security event order-replayed is reported exactly once within 10 s
      And no report is sent for 5 s

    Scenario: A forged order in the answer of the service starts nothing
      Given the next 1 tries of order meet forged order
      When a stranger sends the short message "hello"
      Then the security event order-forged is reported exactly once within 10 s
      And no report is sent for 5 s

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

  @SVT-03
  Rule: SVT-03 Disables the app's location and remote services

    Scenario Outline: As a command, <trick> moves no lock
      When <trick> reaches the DCM as a command
      Then the security event <event> is reported exactly once within 10 s
      And the doors stay unlocked for 1 s

      Examples:
        | trick                          | event                      |
        | a forged order                 | order-forged               |
        | an altered order               | order-forged               |
        | garbage                        | order-forged               |
        | an expired order               | order-expired              |
        | an order for another vehicle   | order-not-for-this-vehicle |
        | an order of 4097 bytes         | order-forged               |
        | an order with a long signature | order-forged               |
        | an order with another typ      | order-forged               |
        | an order with a further field  | order-forged               |
        | an order of the other topic    | order-forged               |

    Scenario: A command of before, replayed, moves no lock
      When the owner's app asks the car to lock
      Then the doors are locked within 1 s
      When the owner's app asks the car to unlock
      Then the doors are unlocked within 1 s
      When a replayed order reaches the DCM as a command
      Then the security event order-replayed is reported exactly once within 10 s
      And the doors stay unlocked for 1 s

    Scenario: A command that is brought twice is done once, and nobody is told
      When the owner's app asks the car to lock
      Then the DCM reports the command as done within 15 s
      When a repeated order reaches the DCM as a command
      Then no security event is reported for 10 s
      And the DCM reports the command as done within 1 s

    Scenario Outline: An authentic command moves the locks: <trick>
      When <trick> reaches the DCM as a command
      Then the doors are locked within 1 s
      And no security event is reported for 10 s

      Examples:
        | trick                       |
        | an order that ends in 5 s   |
        | an order of 4096 bytes      |

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
        | an order of 4097 bytes       |
        | an order of the other topic  |

    Scenario Outline: <trick> is carried out
      When <trick> reaches the DCM
      Then the DCM acknowledges the start exactly once within 5 s
      And no security event is reported for 10 s

      Examples:
        | trick                     |
        | an order that ends in 5 s |
        | an order of 4096 bytes    |
        | a start without request   |

    Scenario: An order that is brought twice is acknowledged once, and tracking goes on
      Given tracking is active
      When a repeated order reaches the DCM
      Then the DCM acknowledges the start exactly once within 1 s
      And no security event is reported for 1 s
      And reports arrive {svt.interval} apart for 2 x {svt.interval}

    Scenario: The order in force, signed anew, goes on with its numbers and one acknowledgement
      Given tracking is active
      When a start signed anew reaches the DCM
      Then the DCM acknowledges the start exactly once within 1 s
      And reports arrive {svt.interval} apart for 2 x {svt.interval}
      And no security event is reported for 1 s
      And everything that the DCM has sent so far is complete, numbered and timed
      When the DCM is reset
      Then a report arrives within {svt.interval} + 10 s
      And no security event is reported for 10 s

  @SVT-05
  Rule: SVT-05 Goes on until its end is asked for

    Scenario: The end of another order ends nothing
      Given tracking is active
      When an end of another reaches the DCM
      Then the DCM refuses the end as another-order-in-force within 5 s
      And no security event is reported for 1 s
      And reports arrive {svt.interval} apart for 3 x {svt.interval}
      And the owner's app shows tracking as active
      When tracking ends
      Then the DCM acknowledges the end exactly once within 5 s
      And no report is sent for 2 x {svt.interval}
