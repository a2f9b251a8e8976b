Feature: The indicator beside the SOS button
  A red and a green lamp say whether SOS and ACN can be relied on.

  @IND-01
  Rule: IND-01 Alternates, then solid green

    @realtime
    Scenario: Ignition on: red and green alternate, then solid green
      When the ignition is turned to ON
      Then the indicator is alternating red and green for {selfTest.duration} - 2 s
      And the indicator is solid green within {selfTest.limit} - 2 s

    Scenario: The alternation lasts as long as the self-test, and no longer
      When the ignition is turned to ON
      Then the indicator is alternating red and green for {selfTest.duration} - 800 ms
      And the indicator is solid green within 1 s

    Scenario: The ignition turned off in the midst of it: dark, and from the beginning again
      When the ignition is turned to ON
      And 2 s pass
      And the ignition is turned to OFF
      And 200 ms pass
      Then the indicator is dark for 10 s
      When the ignition is turned to ON
      Then the indicator is alternating red and green for {selfTest.duration} - 800 ms
      And the indicator is solid green within 1 s

    Scenario: A reset with the ignition on: it alternates again
      Given a car with the ignition on and a DCM that is ready
      When the DCM is reset
      And 300 ms pass
      Then the indicator is alternating red and green for {selfTest.duration} - 800 ms
      And the indicator is solid green within 1 s

    Scenario: A reset that a tester asks for: it alternates again
      Given a car with the ignition on and a DCM that is ready
      When a tester resets the DCM
      Then the indicator is alternating red and green for {selfTest.duration} - 1800 ms
      And the indicator is solid green within 2 s

  @IND-02
  Rule: IND-02 Solid green when all is well

    Background:
      Given a car with the ignition on and a DCM that is ready

    Scenario: Solid green while everything works
      Then the indicator is solid green for 3 min
      When the SOS button is pressed
      Then a call is connected

    Scenario: No green while a fault may exist
      When the microphone gets a fault
      Then the indicator is solid red within {selfTest.interval} + {selfTest.limit}
      And the indicator is never green for 3 min

  @IND-03
  Rule: IND-03 Flashes green during a call, and only then

    Background:
      Given a car with the ignition on and a DCM that is ready

    @realtime
    Scenario: Flashing green from the first INVITE to the end of the call
      When the SOS button is pressed
      Then a call is attempted at most 2 s later
      And the indicator is flashing green within 1 s
      And the indicator is flashing green for 20 s
      When the centre ends the call
      Then the indicator is solid green within 1 s

    @realtime
    Scenario: Flashing green during an automatic call and during a call back
      When an airbag deploys
      Then a call is connected
      And the indicator is flashing green within 1 s
      When the centre ends the call
      Then the indicator is solid green within 1 s
      When the centre calls back
      Then the call back is connected within 35 s
      And the indicator is flashing green within 1 s

    Scenario: Flashing green outranks red
      When the GNSS gets a fault
      Then the indicator is solid red within {selfTest.interval} + {selfTest.limit}
      When the SOS button is pressed
      Then a call is connected
      And the indicator is flashing green within 1 s
      When the centre ends the call
      Then the indicator is solid red within 1 s

    @IND-06 @realtime
    Scenario: Between two attempts the indicator does not flash
      Given there is no coverage
      When the SOS button is pressed
      And 5 s pass
      Then the indicator is solid green for {sos.gap} - 10 s

  @IND-04
  Rule: IND-04 Solid red when a fault may exist

    @IND-05
    Scenario Outline: A fault of the <item> alone, and its end
      Given a car with the ignition on and a DCM that is ready
      When the <item> gets a fault
      Then the indicator is solid red within {selfTest.interval} + {selfTest.limit}
      And the indicator is solid red for 60 s
      When the fault of the <item> is gone
      Then the indicator is solid green within {selfTest.interval} + {selfTest.limit}

      Examples:
        | item              |
        | modem             |
        | antenna           |
        | GNSS              |
        | SIM               |
        | microphone        |
        | speaker           |
        | backup battery    |
        | SOS switch        |
        | crash sensor link |
        | software          |

    Scenario Outline: The airbag's message <disturbed>: no fault yet
      Given a car with the ignition on and a DCM that is ready
      When the message with the airbag's state <disturbed>
      Then the indicator is solid green for {selfTest.interval} + {selfTest.limit}

      Examples: one frame with a wrong CRC, two with the counter of the one before, eight that are missing
        | disturbed                     |
        | has a wrong CRC for 20 ms     |
        | has a stuck counter for 40 ms |
        | is silent for 160 ms          |

    @IND-05
    Scenario Outline: The airbag's message <disturbed>: red at once, and green after the next test
      Given a car with the ignition on and a DCM that is ready
      When the message with the airbag's state <disturbed>
      Then the indicator is solid red within 500 ms
      And the indicator is solid green within {selfTest.interval} + {selfTest.limit}

      Examples: two frames with a wrong CRC, so that the next one has a wrong step of the counter; and so on
        | disturbed                     |
        | has a wrong CRC for 40 ms     |
        | has a stuck counter for 60 ms |
        | is silent for 500 ms          |

    Scenario: Silence of the airbag's message does not pass for good
      Given a car with the ignition on and a DCM that is ready
      When the message with the airbag's state is silent
      Then the indicator is solid red within 500 ms
      And the indicator is never green for 3 min

    Scenario: A fault that comes and goes between two tests is not seen
      Given a car with the ignition on and a DCM that is ready
      When the SIM gets a fault
      And {selfTest.interval} - 10 s pass
      And the fault of the SIM is gone
      Then the indicator is solid green for {selfTest.interval} + {selfTest.limit}

    Scenario: Two faults, and one of them gone
      Given a car with the ignition on and a DCM that is ready
      When the SIM gets a fault
      And the speaker gets a fault
      Then the indicator is solid red within {selfTest.interval} + {selfTest.limit}
      When the fault of the SIM is gone
      Then the indicator is solid red for {selfTest.interval} + {selfTest.limit}
      When the fault of the speaker is gone
      Then the indicator is solid green within {selfTest.interval} + {selfTest.limit}

  @IND-05
  Rule: IND-05 Green again after the fault is gone

    @realtime
    Scenario: A fault at ignition on is shown within the time of the self-test
      When the software gets a fault
      And the ignition is turned to ON
      And {selfTest.limit} pass
      Then the indicator is solid red for 5 s

  @IND-06
  Rule: IND-06 Between attempts, and with the ignition off

    Scenario: Dark with the ignition off
      Given a car with the ignition on and a DCM that is ready
      When the ignition is turned to OFF
      And 1 s pass
      Then the indicator is dark for 2 min

    @realtime
    Scenario Outline: <position> counts as on for the indicator
      When the ignition is turned to <position>
      Then the indicator is alternating red and green for {selfTest.duration} - 2 s
      And the indicator is solid green within {selfTest.limit} - 2 s

      Examples:
        | position |
        | ACC      |
        | START    |

    @ACN-11
    Scenario: Dark on the back-up battery between two attempts, and green with the main battery
      Given a car with the ignition on and a DCM that is ready
      And there is no coverage
      When an airbag deploys
      And the main battery is disconnected
      And 2 s pass
      Then the indicator is dark for {acn.gap} - 10 s
      When the main battery is connected again with 12.6 V
      Then the indicator is solid green within {selfTest.interval} + {selfTest.limit}
