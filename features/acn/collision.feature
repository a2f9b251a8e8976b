Feature: Automatic collision notification
  The car crashes, and calls by itself.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @ACN-01
  Rule: ACN-01 Airbag deployment calls the centre

    @ACN-13 @NET-01 @profile-tps @realtime
    Scenario: An airbag that deploys places a voice call with the position
      Given the car is in Sydney, heading 90 degrees
      When an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And the call goes to the private centre's own number
      And the MSD is that of an automatic call of this car
      And the position in the MSD is within 150 m of the car's, and trusted
      And occupant and agent hear each other within 6 s

    @profile-ecall-112 @realtime
    Scenario: A public emergency call dials the URN of an automatic call
      When an airbag deploys
      Then a call is connected
      And the call goes to urn:service:sos.ecall.automatic
      And the MSD is that of an automatic call of this car
      And the centre has noted nothing wrong with what the DCM sent

  @ACN-02
  Rule: ACN-02 Impact without airbag calls the centre

    @realtime
    Scenario Outline: An impact of <peak> g without an airbag triggers it just the same
      When the impact sensors see <peak> g
      Then a call is attempted at most 2 s later
      And a call is connected

      Examples:
        | peak                  |
        | {acn.impactThreshold} |
        | 80                    |

    Scenario: An impact below the threshold triggers nothing
      When the impact sensors see {acn.impactThreshold} - 1 g
      Then no call is attempted for 3 min

  @ACN-03
  Rule: ACN-03 Nothing with the ignition off

    Scenario: With the ignition off a deployed airbag triggers nothing
      Given the ignition is turned to OFF
      And 5 s pass
      When an airbag deploys
      Then no call is attempted for 3 min

    Scenario Outline: An ignition that went off <wait> before the crash: <calls>
      When the ignition is turned to OFF
      And <wait> pass
      And an airbag deploys
      Then exactly <calls> calls are attempted within 1 min

      Examples:
        | wait                         | calls |
        | {acn.ignitionGrace} - 600 ms | 1     |
        | {acn.ignitionGrace}          | 0     |

    Scenario: With the ignition off an impact triggers nothing
      Given the ignition is turned to OFF
      And 5 s pass
      When the impact sensors see 80 g
      Then no call is attempted for 3 min

  @ACN-07
  Rule: ACN-07 Works without the navigation system

    @realtime
    Scenario Outline: It works with a navigation system that is <state>
      Given the navigation system is <state>
      When an airbag deploys
      Then a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted

      Examples:
        | state  |
        | faulty |
        | silent |

  @ACN-08
  Rule: ACN-08 Needs no set-up, no subscription

    @SUB-08
    Scenario: No subscription and no allowance of the owner is needed
      Given every subscription has lapsed
      And the owner has restricted data connectivity
      When an airbag deploys
      Then a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted
      And occupant and agent hear each other within 6 s

  @ACN-09
  Rule: ACN-09 Weak GNSS limits the position, not the call

    @realtime
    Scenario Outline: <Reception> GNSS reception limits the position, not the call
      Given the car is in Madrid, heading 45 degrees
      And GNSS reception is <reception>
      And 20 s pass
      When an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And the position in the MSD is within 150 m of the car's, and not trusted

      Examples:
        | Reception | reception |
        | Weak      | weak      |
        | Lost      | lost      |

  @ACN-10
  Rule: ACN-10 One crash, one call

    Scenario: Airbag and impact of one crash give one call
      Given the agent ends each call after 20 s
      When the car crashes with 60 g and an airbag deploys
      Then exactly 1 call is attempted within 5 min

    Scenario: Airbag and impact a second apart are one crash
      Given the agent ends each call after 20 s
      When an airbag deploys
      And the impact sensors see 60 g
      Then no call is attempted for 5 min
      And the centre has 1 call from the vehicle

    Scenario: A second crash later gives a call of its own
      Given the agent ends each call after 20 s
      When an airbag deploys
      Then a call is connected
      When 60 s pass
      And the impact sensors see 60 g
      Then a call is attempted at most 2 s later
      And a call is connected
      And the centre has 2 calls from the vehicle

    Scenario: Impact and airbag are one crash, with a reset between them, too
      When the impact sensors see 60 g
      Then a call is connected
      When the DCM is reset
      And 1 s pass
      And an airbag deploys
      Then no call is attempted for 5 min
      And the centre has 1 call from the vehicle

  @ACN-12
  Rule: ACN-12 Unprotected airbag message triggers nothing

    Scenario Outline: An airbag message that <fails> triggers nothing and raises a fault
      When the message with the airbag's state <fails>
      And 1 s pass
      And an airbag deploys
      Then the indicator is solid red within 1 s
      And no call is attempted for 2 min

      Examples:
        | fails               |
        | has a wrong CRC     |
        | has a stuck counter |
        | is silent           |

  @ACN-13
  Rule: ACN-13 Announced in 2 s, with the crash data

    @realtime
    Scenario: The crash data say when, where, which way and how many
      Given the car is in Munich, heading 0 degrees
      And 3 seats are occupied
      And the car has driven at 90 km/h for 30 s
      When an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And the time stamp in the MSD is within 2 s of the event
      And the direction in the MSD is 0 degrees
      And two earlier positions are {position.recent} and 2 x {position.recent} back at 90 km/h, to within 30 m
      And the MSD gives 3 passengers
      And the MSD is number 1 of its incident
      And the centre has noted nothing wrong with what the DCM sent

  @ACN-14
  Rule: ACN-14 Crash during an SOS call stays in that call

    Scenario: A crash during an SOS call is reported in that call
      Given the agent ends each call after 60 s
      When the SOS button is pressed
      Then a call is connected
      And the MSD is that of a manual call of this car
      When an airbag deploys
      Then 2 messages of data have arrived in the call within 2 s
      And the MSD is that of an automatic call of this car
      And no call is attempted for 5 min
      And the centre has 1 call from the vehicle
      And the centre has noted nothing wrong with what the DCM sent

    Scenario: A crash while an SOS call rings is reported in that call, before anybody answers
      Given the agent ends each call after 60 s
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      When an airbag deploys
      Then 2 messages of data have arrived in the call within 1.7 s
      And the MSD is that of an automatic call of this car
      And occupant and agent hear each other within 6 s
      And no call is attempted for 5 min
      And the centre has 1 call from the vehicle

    Scenario: A crash reported in a call that nobody answers gets its own when that call is over
      Given the centre never answers
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      When an airbag deploys
      Then no call is attempted for {call.answerTimeout} - 5 s
      And a call is attempted at most {call.answerTimeout} + 2 s later
      And the MSD is that of an automatic call of this car
      When 1 s pass
      Then no call is attempted for 2 x {sos.gap} + {call.answerTimeout}

    @NET-01
    Scenario: A crash whose report breaks the SOS call off gets its own
      When the SOS button is pressed
      Then a call is connected
      And the radio link breaks off 100 bytes into the next message to the centre
      When an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And the MSD is that of an automatic call of this car
      And the centre has 2 calls from the vehicle

    Scenario: A crash during a call back is reported in it
      When the SOS button is pressed
      Then a call is connected
      When the centre ends the call
      And the centre calls back
      Then the call back is connected within 35 s
      When an airbag deploys
      Then no call is attempted for 60 s
      And the MSD is that of an automatic call of this car
      And the call is still up after 1 s

  @ACN-16
  Rule: ACN-16 Only dealer or customer assistance disables

    Scenario: The owner's app can't disable it
      When the owner's app asks to disable emergency calls
      Then the request is refused
      When an airbag deploys
      Then a call is connected

    Scenario Outline: The <who> can disable it
      When the <who> asks to disable emergency calls
      Then the request is granted
      When an airbag deploys
      Then no call is attempted for 5 min

      Examples:
        | who                        |
        | dealer                     |
        | customer-assistance centre |

    Scenario: What was disabled the customer-assistance centre can enable again
      When the dealer asks to disable emergency calls
      Then the request is granted
      When the customer-assistance centre asks to enable emergency calls
      Then the request is granted
      When an airbag deploys
      Then a call is attempted at most 2 s later

  @ACN-06
  Rule: ACN-06 Silent occupant gets services dispatched

    @realtime
    Scenario: To a car from which nobody answers, services are sent
      Given the car is in Nairobi, heading 300 degrees
      And the occupant is silent
      When an airbag deploys
      Then a call is connected
      And the agent sends to the car's position: ambulance, police

  @ACN-15
  Rule: ACN-15 Agent dispatches what is needed

    @realtime
    Scenario Outline: The services that are needed are sent: <services>
      Given the agent finds that these are needed: <services>
      When an airbag deploys
      Then a call is connected
      And the call is still up after 10 s
      And the agent sends to the car's position: <services>

      Examples:
        | services        |
        | ambulance, fire |
        | none            |

    Scenario: Services go to where the newest data say that the car is
      Given the car is in Lima, heading 10 degrees
      And the agent finds that these are needed: ambulance, fire
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      When the car is in Suva, heading 90 degrees
      And an airbag deploys
      Then the agent sends to the car's position: ambulance, fire
