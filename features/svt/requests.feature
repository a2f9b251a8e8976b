Feature: Requests to track a stolen vehicle
  Tracking starts only with a police report number, the VIN or the registration, and an active subscription.
  It goes on until the police or the person who started it asks to end it.

  @SVT-01
  Rule: SVT-01 Starts only with report, identity and subscription

    Scenario Outline: A request with <claim> is granted
      When the stolen-vehicle centre asks for tracking with <claim>
      Then the service grants it
      And the owner's app shows tracking as active
      And the DCM acknowledges the start exactly once within 60 s

      Examples:
        | claim                         |
        | report and VIN                |
        | report and registration       |
        | report, VIN and registration  |
        | report NSW-2026-654321 and VIN |

    @SVT-10
    Scenario Outline: A request with <claim> is refused, with the reason
      Given there is a second car
      When the stolen-vehicle centre asks for tracking with <claim>
      Then the service refuses it: <reason>
      And the owner's app shows tracking as none
      And no report is sent for 3 min

      Examples:
        | claim                             | reason                 |
        | no report                         | police-report-missing  |
        | report 123 and VIN                | police-report-invalid  |
        | report V-2026-000123 and VIN      | police-report-invalid  |
        | report VICP-2026-000123 and VIN   | police-report-invalid  |
        | report VP-26-000123 and VIN       | police-report-invalid  |
        | report VP-2026-00123 and VIN      | police-report-invalid  |
        | report VP-2026-0001234 and VIN    | police-report-invalid  |
        | neither VIN nor registration      | vehicle-not-identified |
        | an unknown VIN                    | vehicle-unknown        |
        | an unknown registration           | vehicle-unknown        |
        | VIN and registration of two cars  | identity-mismatch      |

    Scenario Outline: The <person> cannot ask for tracking
      When the <person> asks for tracking with report and VIN
      Then the service refuses it: <reason>
      And the owner's app shows tracking as none

      Examples:
        | person                     | reason            |
        | owner's app                | role-not-allowed  |
        | dealer                     | role-not-allowed  |
        | customer-assistance centre | role-not-allowed  |
        | police                     | role-not-allowed  |
        | payment provider           | role-not-allowed  |
        | stranger                   | not-authenticated |

    @SVT-11
    Scenario Outline: A car first delivered on <delivered>: tracking is <answer>
      Given a premium car with a DCM of gen2, first delivered on <delivered>
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service <answer>

      Examples: three years less a day, three years, and a day more
        | delivered  | answer                                |
        | 2023-06-02 | grants it                             |
        | 2023-06-01 | refuses it: subscription-inactive     |
        | 2023-05-31 | refuses it: subscription-inactive     |

    Scenario: A car that is tracked already is not tracked twice
      Given tracking is active
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: already-active
      And reports arrive {svt.interval} apart for 4 x {svt.interval}

  @SVT-05
  Rule: SVT-05 Goes on until its end is asked for

    Background:
      Given tracking is active

    @SVT-09
    Scenario Outline: The <person> ends tracking
      When the <person> asks to end tracking
      Then the service grants it
      And the DCM acknowledges the end exactly once within 60 s
      And the owner's app shows tracking as <status>
      And no report is sent for 10 min

      Examples:
        | person                | status                     |
        | police                | end-requested-by-police    |
        | stolen-vehicle centre | end-requested-by-requester |

    Scenario Outline: The <person> cannot end tracking
      When the <person> asks to end tracking
      Then the service refuses it: <reason>
      And the owner's app shows tracking as active
      And reports arrive {svt.interval} apart for 4 x {svt.interval}

      Examples:
        | person                     | reason            |
        | owner's app                | role-not-allowed  |
        | dealer                     | role-not-allowed  |
        | customer-assistance centre | role-not-allowed  |
        | stranger                   | not-authenticated |

    Scenario: What has ended cannot be ended again, and the car can be tracked anew
      Given tracking has ended
      When the police asks to end tracking
      Then the service refuses it: already-ended
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service grants it
      And the DCM acknowledges the start exactly once within 60 s
      And reports arrive {svt.interval} apart for 4 x {svt.interval}

    Scenario: Tracking goes on for days until somebody ends it
      When 2 days pass
      Then reports arrive {svt.interval} apart for 4 x {svt.interval}
      And the owner's app shows tracking as active
