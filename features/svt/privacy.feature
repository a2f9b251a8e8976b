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

    @SVT-09
    Scenario Outline: Active: the <person> <sight> the position
      Given tracking is active
      Then the <person> <sight> the car's position

      Examples:
        | person                     | sight        |
        | stolen-vehicle centre      | sees         |
        | police                     | sees         |
        | owner's app                | does not see |
        | dealer                     | does not see |
        | customer-assistance centre | does not see |
        | payment provider           | does not see |
        | stranger                   | does not see |

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
