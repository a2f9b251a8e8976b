Feature: Words of the profile for emergency calls
  Positions of the ignition in which a press or a crash counts, and how old a trusted position may be.

  @SOS-01
  Rule: SOS-01 Manual press calls the centre

    @SOS-03
    Scenario Outline: A press with the ignition in <position> counts if the profile has it
      Given a car with the ignition on and a DCM that is ready
      When the ignition is turned to <position>
      And 1 s pass
      And the SOS button is pressed
      Then exactly {sos.ignition}[<position>] calls are attempted within 4 s

      Examples:
        | position |
        | ACC      |
        | START    |

  @ACN-01
  Rule: ACN-01 Airbag deployment calls the centre

    @ACN-03
    Scenario Outline: A crash with the ignition in <position> counts if the profile has it
      Given a car with the ignition on and a DCM that is ready
      When the ignition is turned to <position>
      And 2 x {acn.ignitionGrace} pass
      And an airbag deploys
      Then exactly {acn.ignition}[<position>] calls are attempted within 4 s

      Examples:
        | position |
        | ACC      |
        | START    |

  @ACN-09
  Rule: ACN-09 Weak GNSS limits the position, not the call

    Scenario Outline: <seen> after the last fix the position is <trusted>
      Given a car with the ignition on and a DCM that is ready
      When the SOS button is pressed
      Then a call is connected
      When GNSS reception is lost
      And <seen> pass
      And an airbag deploys
      Then 2 messages of data have arrived in the call within 2 s
      And the position in the MSD is within 150 m of the car's, and <trusted>

      Examples:
        | seen                            | trusted     |
        | {position.trustedAge} - 800 ms  | trusted     |
        | {position.trustedAge} + 300 ms  | not trusted |
