# Made from hil-configs/openapi/telematics.yaml by RolesFeatureTest; don't edit by hand.
Feature: Who may ask the telematics service what
  Each operation is tried by every role: the car's DCM and another's, the apps of the owner, of the owner before and of
  somebody else, each office, the payment provider, a token of nobody's, and no token. Only those in the table are answered.

  Background:
    Given the car is sold to owner-2

  @SUB-03
  Rule: SUB-03 Cancelled product runs to its end date

    Scenario Outline: <operation> is for <who> only
      Then <operation> is for: <who>

      Examples:
        | operation | who |
        | GET /v1/vehicles/VIN/subscriptions | the owner's app, customer-assistance centre |
        | PUT /v1/vehicles/VIN/subscriptions | customer-assistance centre |
        | POST /v1/vehicles/VIN/subscriptions | the owner's app |
        | POST /v1/vehicles/VIN/subscriptions/PRODUCT/cancel | the owner's app |
        | POST /v1/vehicles/VIN/subscriptions/PRODUCT/reactivate | the owner's app |
        | PUT /v1/vehicles/VIN/subscriptions/PRODUCT/auto-renewal | the owner's app |

  @SUB-06
  Rule: SUB-06 Payment, invoice, confirmation

    Scenario Outline: <operation> is for <who> only
      Then <operation> is for: <who>

      Examples:
        | operation | who |
        | GET /v1/owners/OWNER/payment-methods | the owner's app |
        | POST /v1/owners/OWNER/payment-methods | the owner's app |
        | PUT /v1/owners/OWNER/payment-methods/ID | the owner's app |
        | PUT /v1/owners/OWNER/notices | the owner's app |
        | POST /v1/payments/ID/result | payment provider |

  @SUB-07
  Rule: SUB-07 Vehicle added by VIN, ownership verified

    Scenario Outline: <operation> is for <who> only
      Then <operation> is for: <who>

      Examples:
        | operation | who |
        | GET /v1/vehicles/VIN/configuration | the car's DCM |
        | POST /v1/vehicles/VIN/telemetry | the car's DCM |
        | POST /v1/vehicles/VIN/emergency-events | the car's DCM |
        | POST /v1/vehicles/VIN/commands | the owner's app |
        | GET /v1/vehicles/VIN/commands/ID | the owner's app |
        | POST /v1/vehicles/VIN/reactivation | the owner's app |
        | PUT /v1/vehicles/VIN/data-connectivity | the owner's app |
        | GET /v1/owners/OWNER/vehicles | the owner's app |
        | POST /v1/owners/OWNER/vehicles | the owner's app |
        | PUT /v1/vehicles/VIN/emergency-call | dealer, customer-assistance centre |
        | PUT /v1/vehicles/VIN/ownership | dealer, customer-assistance centre |
        | PUT /v1/vehicles/VIN/delivery | dealer |

  @SVT-01
  Rule: SVT-01 Starts only with report, identity and subscription

    Scenario Outline: <operation> is for <who> only
      Then <operation> is for: <who>

      Examples:
        | operation | who |
        | POST /v1/vehicles/VIN/order-acknowledgements | the car's DCM |
        | POST /v1/vehicles/VIN/security-events | the car's DCM |
        | GET /v1/vehicles/VIN/tracking-order | the car's DCM |
        | POST /v1/tracking-requests | stolen-vehicle centre |
        | POST /v1/tracking-requests/ID/end | stolen-vehicle centre, police |

  @SVT-09
  Rule: SVT-09 Owner learns the state, never the position

    Scenario Outline: <operation> is for <who> only
      Then <operation> is for: <who>

      Examples:
        | operation | who |
        | POST /v1/vehicles/VIN/command-results | the car's DCM |
        | POST /v1/vehicles/VIN/positions | the car's DCM |
        | GET /v1/tracking-requests/ID | stolen-vehicle centre, police |
        | GET /v1/tracking-requests/ID/positions | stolen-vehicle centre, police |
        | GET /v1/vehicles/VIN/tracking-status | the owner's app |
        | GET /v1/vehicles/VIN/location | the owner's app |
