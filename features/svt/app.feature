Feature: The owner's app and tracking
  While tracking is active the app's location and remote services are disabled, and they stay so until the
  owner has taken the steps to reactivate them.

  @SVT-03
  Rule: SVT-03 Disables the app's location and remote services

    @realtime
    Scenario Outline: Without tracking the car can be asked to <command>
      Given a car with the ignition on and a DCM that is ready
      When the owner's app asks the car to <command>
      Then the service grants it
      And the DCM reports the command as done within 15 s

      Examples:
        | command |
        | lock    |
        | unlock  |

    Scenario: The doors do what they are asked to, each way
      Given a car with the ignition on and a DCM that is ready
      Then the doors stay unlocked for 1 s
      When the owner's app asks the car to lock
      Then the doors are locked within 1 s
      And the doors stay locked for 5 s
      When the owner's app asks the car to unlock
      Then the doors are unlocked within 1 s
      And the doors stay unlocked for 5 s
      And everything that the DCM has sent so far is complete, numbered and timed

    Scenario: A car that sleeps is locked
      Given a car and a DCM that sleep
      When the owner's app asks the car to lock
      Then the DCM reports the command as done within 30 s
      And the doors are locked within 1 s

    Scenario: Where the car has never been located is not made up
      Given GNSS reception is lost
      And a car with the ignition on and a DCM that is ready
      When the owner's app asks the car to locate
      Then the DCM reports the command as refused as no-position within 15 s

    Scenario: A lock needs neither a position nor data connectivity
      Given GNSS reception is lost
      And a car with the ignition on and a DCM that is ready
      And the owner has restricted data connectivity
      When the owner's app asks the car to lock
      Then the DCM reports the command as done within 15 s
      And the doors are locked within 1 s

    Scenario: Without tracking the app shows where the car is
      Given a car with the ignition on and a DCM that is ready
      When the owner's app asks the car to locate
      Then the DCM reports the command as done within 15 s
      And the owner's app shows the car within 150 m of where it is

    @SVT-12
    Scenario Outline: During tracking the car cannot be asked to <command>
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      When the owner's app asks the car to <command>
      Then the service refuses it: tracking-active
      And the owner's app does not see the car's position

      Examples:
        | command |
        | lock    |
        | unlock  |
        | locate  |

    Scenario: During tracking the DCM itself moves no lock, whoever signed the command
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      When an order that ends in 5 s reaches the DCM as a command
      Then the doors stay unlocked for 2 s
      And everything that the DCM has sent so far is complete, numbered and timed

    @SVT-12
    Scenario: What was located before is not shown during tracking
      Given a car with the ignition on and a DCM that is ready
      When the owner's app asks the car to locate
      Then the DCM reports the command as done within 15 s
      When tracking begins
      Then the owner's app does not see the car's position

    Scenario: A position that waits for the app when tracking begins does not leave the car
      Given a car with the ignition on and a DCM that is ready
      When the owner's app asks the car to locate
      And the telematics service answers everything with status 503
      And 2 min pass
      And the telematics service answers everything with status 200
      And tracking begins
      Then the DCM reports the command as refused as tracking-active within 3 min

    @SVT-04
    Scenario: The DCM itself refuses until its configuration says otherwise
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      And tracking has ended
      And 10 s pass
      When the owner takes the step reactivate
      And the owner takes the step confirm-identity
      And the owner takes the step accept-terms
      And the owner's app asks the car to lock
      Then the DCM reports the command as refused as features-disabled within 15 s
      And the doors stay unlocked for 1 s
      When {telematics.configurationInterval} + 10 s pass
      And the owner's app asks the car to lock
      Then the DCM reports the command as done within 15 s
      And the doors are locked within 1 s

    @SVT-04
    Scenario: No step can be taken during tracking
      Given tracking is active
      When the owner takes the step reactivate
      Then the service refuses it: tracking-active

  @SVT-04
  Rule: SVT-04 App stays disabled until reactivation

    Scenario: Tracking has ended, and the features stay off
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      And tracking has ended
      When 1 h pass
      And the owner's app asks the car to lock
      Then the service refuses it: features-disabled

    Scenario: The steps bring the features back
      Given a car with the ignition on and a DCM that is ready
      And tracking is active
      And tracking has ended
      When the owner takes the step reactivate
      Then the service grants it
      When the owner's app asks the car to lock
      Then the service refuses it: features-disabled
      When the owner takes the step confirm-identity
      Then the service grants it
      When the owner's app asks the car to lock
      Then the service refuses it: features-disabled
      When the owner takes the step accept-terms
      Then the service grants it
      When {telematics.configurationInterval} + 10 s pass
      And the owner's app asks the car to lock
      Then the service grants it
      And the DCM reports the command as done within 15 s

    Scenario Outline: The step <step> is refused before its turn
      Given tracking is active
      And tracking has ended
      When the owner takes the step <step>
      Then the service refuses it: step-out-of-order

      Examples:
        | step             |
        | confirm-identity |
        | accept-terms     |

    Scenario: Where nothing is off nothing can be reactivated
      When the owner takes the step reactivate
      Then the service refuses it: nothing-to-reactivate
