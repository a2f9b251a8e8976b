Feature: An emergency comes first
  SOS and ACN work whatever else goes on: tracking, faults of the service, lapsed subscriptions, restrictions.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @NET-02
  Rule: NET-02 Back-end faults are bounded

    @SUB-08 @SOS-01 @SOS-15
    Scenario Outline: SOS while <exchange> meets <fault>
      Given tracking is active
      And the next 9 tries of <exchange> meet <fault>
      When {telematics.telemetryInterval} + 1 s pass
      And the SOS button is pressed
      Then a call is attempted at most 2 s later
      And a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted
      And occupant and agent hear each other within 6 s

      Examples:
        | exchange         | fault                            |
        | telemetry        | no answer                        |
        | telemetry        | slow drip                        |
        | position         | no answer                        |
        | position         | reset in the answer              |
        | position         | certificate expired              |
        | emergency status | no answer                        |
        | emergency status | status 503                       |
        | emergency status | certificate of unknown authority |
        | emergency status | old TLS                          |
        | emergency status | name not found                   |
        | app restriction  | slow drip                        |
        | order            | MQTT disconnect                  |
        | order            | MQTT taken over                  |

    @SUB-08 @ACN-01 @ACN-13
    Scenario Outline: A crash while <exchange> meets <fault>
      Given tracking is active
      And the next 9 tries of <exchange> meet <fault>
      When {telematics.telemetryInterval} + 1 s pass
      And an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And the MSD is that of an automatic call of this car

      Examples:
        | exchange         | fault               |
        | position         | no answer           |
        | telemetry        | slow drip           |
        | emergency status | reset in the answer |
        | emergency status | certificate expired |
        | order            | MQTT disconnect     |

    @SVT-02
    Scenario: Reports go on during a call
      Given tracking is active
      When the SOS button is pressed
      Then a call is connected
      And reports arrive {svt.interval} apart for 4 x {svt.interval}

  @SUB-08
  Rule: SUB-08 SOS and ACN depend on no subscription

    @SOS-06 @SOS-09 @SVT-02
    Scenario: SOS with everything lapsed and restricted, during tracking
      Given tracking is active
      And every subscription has lapsed
      And the owner has restricted data connectivity
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      And a call is connected
      And the position in the MSD is within 150 m of the car's, and trusted
      And occupant and agent hear each other within 6 s

    @ACN-08
    Scenario: A crash with everything lapsed and restricted, and a service that answers nothing well
      Given every subscription has lapsed
      And the owner has restricted data connectivity
      And the telematics service answers everything with status 503
      When an airbag deploys
      Then a call is attempted at most 2 s later
      And a call is connected
      And the MSD is that of an automatic call of this car
