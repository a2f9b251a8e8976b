Feature: The numbers of the exchange with the services
  How often a DCM speaks of itself, how long it waits and how long it tries are numbers of its profile.

  @NET-02
  Rule: NET-02 Back-end faults are bounded

    Background:
      Given a car with the ignition on and a DCM that is ready

    Scenario: The configuration is asked for soon after the ignition, then at its interval; so is telemetry
      When the ignition is turned to OFF
      And 5 s pass
      And the ignition is turned to ON
      Then the next app restriction comes {telematics.firstConfiguration} after the event
      And app restriction comes each {telematics.configurationInterval} for 3 x {telematics.configurationInterval}
      And telemetry comes each {telematics.telemetryInterval} for 3 x {telematics.telemetryInterval}

    Scenario: A connection that nothing needs is closed
      When the ignition is turned to OFF
      And {telematics.idleTimeout} + 30 s pass
      Then the connection to the service has been closed {telematics.idleTimeout} after its last request

    Scenario: No answer is waited for longer than the profile says, and no shorter
      Given the next 5 tries of acknowledgement meet no answer
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the DCM acknowledges the start exactly once within 6 min
      And the tries of acknowledgement come after the specified gaps

    Scenario: The gaps between tries grow to their limit, and stay there
      Given the next 10 tries of acknowledgement meet status 503
      When the stolen-vehicle centre asks for tracking with report and VIN
      And the ignition is turned to OFF
      Then the DCM acknowledges the start exactly once within 8 x {telematics.retryLimit}
      And the tries of acknowledgement come after the specified gaps

    Scenario: A service that asks for a day is tried again after the longest Retry-After that counts
      Given the next 9 tries of emergency status meet retry after a day
      And the agent ends each call after 5 s
      When the SOS button is pressed
      Then a call is connected
      When the ignition is turned to OFF
      Then emergency status comes each {telematics.retryAfterLimit} for 2.5 x {telematics.retryAfterLimit}

    @long
    Scenario: What must not be lost is tried for its lifetime, and no longer
      Given the telematics service answers everything with status 503
      When 1 forged orders reach the DCM
      And the ignition is turned to OFF
      And 1 min pass
      And the next 2000 tries of telemetry meet name not found
      And {telematics.eventLifetime} - 3 h pass
      And every fault of the service is gone
      Then what must not be lost is given up {telematics.eventLifetime} after its first try

  @NET-01
  Rule: NET-01 Own modem, one carrier, coverage rules

    Background:
      Given a car with the ignition on and a DCM that is ready

    Scenario: Without coverage the network of short messages is tried at its interval
      When there is no coverage
      Then the network of short messages is tried each {sms.retry} for 6 x {sms.retry}
