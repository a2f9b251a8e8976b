Feature: Who may see a stolen vehicle's position
  The stolen-vehicle centre and the police only, and only during an active request.

  @SVT-12
  Rule: SVT-12 Position for centre and police only

    Scenario Outline: No request: the <person> does not see the position
      Given a car with the ignition on and a DCM that is ready
      Then the <person> does not see the car's position

      Examples:
        | person                     |
        | stolen-vehicle centre      |
        | police                     |
        | owner's app                |
        | dealer                     |
        | customer-assistance centre |
        | payment provider           |
        | stranger                   |

    Scenario Outline: Active: the <person> <sight> the position
      Given tracking is active
      Then the <person> <sight> the car's position

      Examples:
        | person                     | sight        |
        | stolen-vehicle centre      | sees         |
        | police                     | sees         |
        | dealer                     | does not see |
        | customer-assistance centre | does not see |
        | payment provider           | does not see |
        | stranger                   | does not see |

      @SVT-09
      Examples: the owner learns the state, never the position
        | person                     | sight        |
        | owner's app                | does not see |

    @SVT-09
    Scenario Outline: Ended: the <person> does not see the position
      Given tracking is active
      And tracking has ended
      Then the <person> does not see the car's position

      Examples:
        | person                     |
        | stolen-vehicle centre      |
        | police                     |
        | owner's app                |
        | dealer                     |
        | customer-assistance centre |
        | payment provider           |
        | stranger                   |

  @SVT-09
  Rule: SVT-09 Owner learns the state, never the position

    Scenario: The owner learns that, and by whom, and nothing more
      Then the owner's app shows tracking as none
      When tracking begins
      Then the owner's app shows tracking as active
      And the owner's app does not see the car's position
      When tracking ends
      Then the owner's app shows tracking as end-requested-by-police
      And the owner's app does not see the car's position

  @PRV-02
  Rule: PRV-02 Position and voice only once triggered

    Scenario: The next owner does not see where the car was before
      Given a car with the ignition on and a DCM that is ready
      When the owner's app asks the car to locate
      Then the DCM reports the command as done within 15 s
      And the owner's app shows the car within 150 m of where it is
      When the car is sold to owner-2
      And the car is added to the app of owner-2
      Then the service grants it
      And the owner's app does not see the car's position

    Scenario: A report that waits for another try does not go out after the end
      Given tracking is active
      And the next 3 tries of position meet status 503
      When {svt.interval} + 1 s pass
      And tracking ends
      Then no position leaves the car for 5 min
