Feature: The agent takes a manual emergency call
  What the centre does with a call. On a bench whose centre is the rig's own this is evidence about
  that stand-in only.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @SOS-10
  Rule: SOS-10 Accidental press closes with no dispatch

    @realtime
    Scenario: An accidental press is closed with no dispatch
      Given the occupant says it was an accident
      When the SOS button is pressed
      Then a call is connected
      And nothing is dispatched and the case is closed within 20 s
      And the call is over within 1 s

  @SOS-11
  Rule: SOS-11 Silent occupant is a genuine emergency

    @realtime
    Scenario: A silent occupant is taken for a genuine emergency
      Given the car is in Sydney, heading 90 degrees
      And the occupant is silent
      When the SOS button is pressed
      Then a call is connected
      And the agent sends to the car's position: ambulance, police

  @SOS-17
  Rule: SOS-17 Agent dispatches what is needed

    @realtime
    Scenario Outline: The services that are needed are sent: <services>
      Given the car is in Lima, heading 10 degrees
      And the agent finds that these are needed: <services>
      When the SOS button is pressed
      Then a call is connected
      And the call is still up after 10 s
      And the agent sends to the car's position: <services>

      Examples:
        | services                |
        | ambulance               |
        | fire                    |
        | police                  |
        | ambulance, fire, police |
        | none                    |
