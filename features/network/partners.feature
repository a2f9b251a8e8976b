Feature: Strict partners, and partners that misbehave
  Service, broker and network of short messages note what the interface forbids. What they do wrong themselves leads
  to another try after the specified gap; nothing of it is believed, and no emergency call is in danger.

  Background:
    Given a car with the ignition on and a DCM that is ready

  @NET-01
  Rule: NET-01 Own modem, one carrier, coverage rules

    Scenario: Coverage comes back: telemetry, commands and calls work again, and nobody has anything to object to
      When there is no coverage
      And 10 min pass
      And there is good coverage
      Then telemetry is sent within {telematics.telemetryInterval} + 5 s
      When the owner's app asks the car to lock
      Then the DCM reports the command as done within {telematics.retryLimit} + 45 s
      When the SOS button is pressed
      Then a call is connected
      And the network has noted nothing wrong with what the DCM sent

    Scenario Outline: A proxy may say where it is by <answer>
      Given the radio link answers the next 1 requests for centre with <answer>
      And the radio link answers the next 1 requests for voice with <answer>
      When the SOS button is pressed
      Then a call is connected
      And occupant and agent hear each other within 6 s

      Examples:
        | answer             |
        | an address of IPv6 |
        | a name             |

  @NET-02
  Rule: NET-02 Back-end faults are bounded

    Scenario: Orders, commands, reports, an emergency: the network notes nothing wrong
      Given the agent ends each call after 5 s
      When the stolen-vehicle centre asks for tracking with report and VIN
      And 10 s pass
      Then the network has noted nothing wrong with what the DCM sent
      When the SOS button is pressed
      Then a call is connected
      When garbage reaches the DCM
      And 90 s pass
      And the police asks to end tracking
      Then the DCM acknowledges the end exactly once within 60 s
      When the owner's app asks the car to lock
      And 90 s pass
      Then the network has noted nothing wrong with what the DCM sent

    Scenario: A session with nothing to say is kept alive
      When 2 x {mqtt.keepAlive} pass
      Then the network has noted nothing wrong with what the DCM sent
      And each ping to the broker came {mqtt.keepAlive} after what was said before
      When the owner's app asks the car to lock
      Then the DCM reports the command as done within 5 s

    Scenario Outline: Five tries of the acknowledgement meet <fault>: the gaps grow, and a part of them is random
      Given the next 5 tries of acknowledgement meet <fault>
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the DCM acknowledges the start exactly once within 6 min
      And the tries of acknowledgement come after the specified gaps
      And all that must not be lost has come through once within 1 min

      Examples:
        | fault              |
        | status 503         |
        | retry after a date |
        | length of letters  |
        | two answers        |

    Scenario Outline: The news of an emergency meets <fault>, and is not lost
      Given the next 2 tries of emergency status meet <fault>
      When the SOS button is pressed
      Then a call is connected
      And all that must not be lost has come through once within 1 min
      And the tries of emergency status come after the specified gaps

      Examples:
        | fault           |
        | endless length  |
        | two lengths     |
        | body to the end |
        | body is a list  |

    Scenario Outline: A configuration that meets <fault> changes nothing
      Given the next 9 tries of app restriction meet <fault>
      When {telematics.configurationInterval} + 20 s pass
      Then telemetry is sent within {telematics.telemetryInterval} + 5 s
      When the SOS button is pressed
      Then a call is connected

      Examples:
        | fault                 |
        | body of no utf8       |
        | body is a list        |
        | unknown word          |
        | unknown state         |
        | two lengths           |
        | endless length        |
        | subscriptions no list |
        | another protocol      |
        | switched protocol     |
        | another type          |
        | another success       |
        | unknown coding        |

    @PRV-01
    Scenario: A configuration whose body ends with the stream is taken
      Given the next 9 tries of app restriction meet body to the end
      And the owner has restricted data connectivity
      Then no telemetry is sent for {telematics.telemetryInterval} + 30 s

    Scenario: A broker that refuses for ten minutes gets a session after the specified gaps
      Given the next 7 tries of order meet broker refuses
      When 12 min pass
      And the owner's app asks the car to lock
      Then the DCM reports the command as done within {telematics.retryLimit}
      And the DCM comes back to the broker after the specified gaps
      And the network has noted nothing wrong with what the DCM sent

    Scenario Outline: Three sessions meet <fault>, the next one works
      Given the next 3 tries of order meet <fault>
      When 2 min pass
      And the owner's app asks the car to lock
      Then the DCM reports the command as done within 5 s
      And the DCM comes back to the broker after the specified gaps

      Examples:
        | fault                |
        | broker is silent     |
        | subscription refused |
        | suback of another    |
        | publish too early    |

    Scenario: What nobody can read is forgotten by the broker in the end
      Given the next 3 tries of order meet unreadable packet
      When 2 min pass
      And the owner's app asks the car to lock
      Then the DCM reports the command as done within 5 s

    Scenario: A short message without an end is none, and the next comes on a new connection
      Given the radio link answers the next 2 requests for short messages with half an answer
      When the radio link sends 2000 characters of a short message without an end
      And a stranger sends the short message "hello"
      Then the DCM has asked for its tracking order after 3 x {sms.retry}
      When 1 s pass
      Then the network has noted nothing wrong with what the DCM sent

    Scenario: Newer telemetry takes the place of one that waits, and keeps to its gap
      Given the next 1 tries of telemetry meet retry after a date
      When {telematics.telemetryInterval} + 1 s pass
      And the car has driven at 90 km/h for 10 s
      Then telemetry is sent within {telematics.telemetryInterval} + 2 s
      When 200 ms pass
      Then the last telemetry gives 90 km/h
      And no telemetry is sent for 10 s

    Scenario: A newer question for the configuration takes the place of one that waits, and keeps to its gap
      Given tracking is active
      And the next 1 tries of app restriction meet retry after a date
      When the police asks to end tracking
      And 1 s pass
      And the ignition is turned to START
      Then the next app restriction comes 60 s ± 3 s after the event

    Scenario: More news of an emergency than connections come one after the other
      Given the next 9 tries of order meet no answer
      And the next 2 tries of emergency status meet no answer
      And the agent ends each call after 2 s
      When a stranger sends the short message "hello"
      And the SOS button is pressed
      Then a call is connected
      When the ignition is turned to OFF
      And 40 s pass
      Then the service has been told of sos: triggered 1, connected 1, ended 1
      And the tries of emergency status come after the specified gaps
      And all that must not be lost has come through once within 1 s
      And the network has noted nothing wrong with what the DCM sent

    Scenario: What waits is kept over a reset: each message, and each once
      Given the telematics service answers everything with status 503
      And the agent ends each call after 2 s
      When the SOS button is pressed
      Then a call is connected
      When 5 s pass
      And 3 forged orders reach the DCM
      And the DCM is reset
      And the telematics service answers everything with status 200
      Then 6 messages that waited come through within 20 s, and every emergency event

    Scenario: A full queue loses no news of an emergency
      Given the telematics service answers everything with status 503
      And the agent ends each call after 5 s
      When the SOS button is pressed
      Then a call is connected
      When 40 forged orders reach the DCM
      And the telematics service answers everything with status 200
      Then {telematics.queue} messages that waited come through within 3 x {telematics.retryLimit}, and every emergency event
