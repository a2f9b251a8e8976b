Feature: Manual emergency call
  An occupant presses the SOS button, and the emergency-assistance centre hears and finds the car.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    @NET-01 @profile-tps @realtime
    Scenario: A press with the ignition on places a voice call
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      And a call is connected
      And the call goes to the private centre's own number
      And occupant and agent hear each other within 6 s

    @profile-ecall-112 @realtime
    Scenario: A public emergency call dials the URN of a manual call
      When the SOS button is pressed
      Then a call is connected
      And the call goes to urn:service:sos.ecall.manual
      And the MSD is that of a manual call of this car
      And the centre has noted nothing wrong with what the DCM sent
      And occupant and agent hear each other within 6 s

    @realtime
    Scenario: The ignition at START counts as on
      Given the ignition is turned to START
      When the SOS button is pressed
      Then a call is connected

    @realtime
    Scenario Outline: A telematics service that answers <status> neither stops nor delays a call
      Given the telematics service answers everything with status <status>
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      And a call is connected

      Examples:
        | status |
        | 500    |
        | 403    |

  @SOS-02
  Rule: SOS-02 Manual press sends the position

    @realtime
    Scenario Outline: The call brings the position, in <place>
      Given the car is in <place>, heading <course> degrees
      When the SOS button is pressed
      Then a call is connected
      And the MSD is that of a manual call of this car
      And the position in the MSD is within 150 m of the car's, and trusted
      And the direction in the MSD is <course> degrees
      And the time stamp in the MSD is within 2 s of the event
      And the centre has noted nothing wrong with what the DCM sent

      Examples:
        | place   | course |
        | Sydney  | 90     |
        | Lima    | 200    |
        | Madrid  | 358    |
        | Nairobi | 0      |
        | Taveuni | 14     |

    @realtime
    Scenario: The centre asks for the data again
      When the SOS button is pressed
      Then a call is connected
      And 1 messages of data have arrived in the call within 1 s
      When the centre asks for the MSD again
      Then 2 messages of data have arrived in the call within 2 s
      And the centre has noted nothing wrong with what the DCM sent

    @realtime
    Scenario: Data that are not acknowledged are sent again, and the call goes on
      Given the centre does not acknowledge the MSD
      When the SOS button is pressed
      Then a call is connected
      And the call is still up after 30 s
      And 3 messages of data have arrived in the call within 1 s

    @realtime
    Scenario: An MSD that the centre cannot read is sent again, and the call goes on
      Given the centre says that it cannot read the MSD
      When the SOS button is pressed for 1 s
      Then a call is connected
      And the call is still up after 30 s
      And 3 messages of data have arrived in the call within 1 s

    Scenario Outline: The data say how many are in the car: <seats>
      Given <seats> are occupied
      When the SOS button is pressed
      Then a call is connected
      And the MSD gives <passengers>

      Examples:
        | seats                      | passengers              |
        | 0 seats                    | 0 passengers            |
        | 14 seats                   | 14 passengers           |
        | an unknown number of seats | no number of passengers |

    Scenario: Without a word of the seats the data give no number
      When the message with the airbag's state is silent
      And the DCM is reset
      And 5 s pass
      And the SOS button is pressed
      Then a call is connected
      And the MSD gives no number of passengers

  @SOS-03
  Rule: SOS-03 Nothing with the ignition off

    Scenario Outline: With the ignition at <position> a press does nothing
      Given the ignition is turned to <position>
      When the SOS button is pressed for 2 s
      Then nothing is sent for 2 min

      Examples:
        | position |
        | OFF      |
        | ACC      |

  @SOS-06
  Rule: SOS-06 Works with data connectivity restricted

    Scenario: The call works with data connectivity restricted
      Given the owner has restricted data connectivity
      When the SOS button is pressed
      Then a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted

  @SOS-07
  Rule: SOS-07 Works without the navigation system

    @realtime
    Scenario Outline: The call works with a navigation system that is <state>
      Given the navigation system is <state>
      When the SOS button is pressed
      Then a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted

      Examples:
        | state  |
        | faulty |
        | silent |

  @SOS-08
  Rule: SOS-08 Uses the vehicle's own modem

    @NET-01 @realtime
    Scenario: No phone is in the car, and the call comes over the vehicle's own modem
      When the SOS button is pressed
      Then a call is connected
      And the centre has 1 call from the vehicle

  @SOS-09
  Rule: SOS-09 Needs no subscription

    Scenario: The call needs no subscription
      Given every subscription has lapsed
      When the SOS button is pressed
      Then a call is connected
      And occupant and agent hear each other within 6 s

  @SOS-13
  Rule: SOS-13 Hold time of the button

    Scenario Outline: A press of <time> is too short
      When the SOS button is pressed for <time>
      Then no call is attempted for 1 min

      Examples:
        | time                   |
        | 100 ms                 |
        | {sos.holdTime} - 50 ms |

    Scenario Outline: A press of <time> places exactly one call
      Given the agent ends each call after 10 s
      When the SOS button is pressed for <time>
      Then exactly 1 call is attempted within 2 min

      Examples:
        | time                   |
        | {sos.holdTime} + 50 ms |
        | 20 s                   |

    @realtime
    Scenario: The switch at the wire counts as the button on the bus
      When the SOS switch at the wire is pressed for {sos.holdTime} - 100 ms
      Then no call is attempted for 10 s
      When the SOS switch at the wire is pressed for {sos.holdTime} + 100 ms
      Then a call is connected

  @SOS-14
  Rule: SOS-14 A press during a call places no second call

    Scenario: A press during a call places no second one
      Given the agent ends each call after 40 s
      When the SOS button is pressed
      Then a call is connected
      When the SOS button is pressed
      Then no call is attempted for 3 min

  @SOS-12
  Rule: SOS-12 Only dealer or customer assistance disables

    Scenario: The owner's app can't disable the service
      When the owner's app asks to disable emergency calls
      Then the request is refused
      When the SOS button is pressed
      Then a call is connected

    Scenario Outline: The <who> can disable the service
      When the <who> asks to disable emergency calls
      Then the request is granted
      And the indicator is solid red within 1 s
      When the SOS button is pressed
      Then the indicator is never green for 2 min
      And no call is attempted for 1 min

      Examples:
        | who                        |
        | dealer                     |
        | customer-assistance centre |

    Scenario Outline: What was disabled the <who> can enable again
      When the dealer asks to disable emergency calls
      Then the request is granted
      And the indicator is solid red within 1 s
      When the <who> asks to enable emergency calls
      Then the request is granted
      And the indicator is solid green within 1 s
      When the SOS button is pressed
      Then a call is attempted at most 2 s later

      Examples:
        | who                        |
        | dealer                     |
        | customer-assistance centre |
