Feature: Ownership
  The complimentary period passes to the next owner. A vehicle is added to the app by its VIN, and only after
  ownership is verified.

  @SUB-01
  Rule: SUB-01 Complimentary period follows the vehicle

    Background:
      Given a premium car with a DCM of gen2, first delivered on 2025-06-01

    Scenario: A car bought one year in has two of three years left
      When the car is sold to owner-2
      Then the svt subscription is complimentary and active
      And the svt subscription ends on 2028-06-01

    Scenario: A third owner has what is left, too
      When the car is sold to owner-2
      And 365 days pass
      And the car is sold to owner-3
      Then the svt subscription ends on 2028-06-01

  @SUB-07
  Rule: SUB-07 Vehicle added by VIN, ownership verified

    Scenario: A car is added to the app of its verified owner only
      When the car is added to the app of owner-9
      Then the service refuses it: ownership-not-verified
      When the car is sold to owner-9
      And the car is added to the app of owner-9
      Then the service grants it
      When the car is added to the app of owner-9
      Then the service refuses it: already-added

    Scenario: The owner before can't add it any more
      When the car is sold to owner-2
      And the car is sold to owner-3
      And the car is added to the app of owner-2
      Then the service refuses it: ownership-not-verified

    Scenario: A car that nobody knows is not added
      When an unknown car is added to the app of owner-9
      Then the service refuses it: vehicle-unknown

    Scenario: The next owner does not learn where the car was with the one before
      Given a car with the ignition on and a DCM that is ready
      When the owner's app asks the car to locate
      Then the DCM reports the command as done within 15 s
      And the owner's app shows the car within 150 m of where it is
      When the car is sold to owner-2
      And the owner's app asks where the car is
      Then the service refuses it: location-unknown
