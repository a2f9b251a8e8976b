Feature: Payment
  VISA or Mastercard only. A payment method can be added and changed. A tax invoice follows a payment, and a
  cancellation is confirmed. No full card number is stored or shown.

  Background:
    Given an essential car with a DCM of gen1, first delivered on 2023-03-01

  @SUB-06
  Rule: SUB-06 Payment, invoice, confirmation

    Scenario Outline: A <card> card is taken
      When the owner adds a <card> card
      Then the service grants it
      When the owner buys the svt subscription
      Then the service grants it
      And the svt subscription is paid and active
      And the <card> card has been charged 1 time, with 999 cents each

      Examples:
        | card       |
        | VISA       |
        | Mastercard |

    Scenario Outline: A card of a number at an end of Mastercard's is taken: <card>
      When the owner adds a <card> card
      Then the service grants it

      Examples:
        | card   |
        | 5100xx |
        | 5599xx |
        | 2221xx |
        | 2720xx |

    Scenario Outline: A card of a number beside Mastercard's is refused: <card>
      When the owner adds a <card> card
      Then the service refuses it: card-brand-not-accepted

      Examples:
        | card   |
        | 5099xx |
        | 5600xx |
        | 2220xx |
        | 2721xx |

    Scenario Outline: A <card> card is refused, with the reason
      When the owner adds a <card> card
      Then the service refuses it: <reason>
      When the owner buys the svt subscription
      Then the service refuses it: payment-method-missing

      Examples:
        | card             | reason                  |
        | American Express | card-brand-not-accepted |
        | mistyped         | card-number-invalid     |
        | expired          | card-expired            |

    Scenario: The payment method is changed, and the new card pays
      Given the owner adds a VISA card
      And the owner buys the svt subscription
      Then the svt subscription is paid and active
      When the owner changes to a Mastercard card
      Then the service grants it
      When it is 12:00 on 2026-07-01 in the car's time zone
      Then the VISA card has been charged 1 time, with 999 cents each
      And the Mastercard card has been charged 1 time, with 999 cents each

    Scenario: A tax invoice after each payment, and a confirmation of the cancellation
      Given the owner adds a VISA card
      And the owner buys the svt subscription
      Then the svt subscription is paid and active
      And the owner has 1 e-mail about "tax invoice"
      When it is 12:00 on 2026-07-01 in the car's time zone
      Then the owner has 2 e-mails about "tax invoice"
      And the owner has 0 e-mails about "cancellation is confirmed"
      When the owner cancels the svt subscription
      Then the owner has 1 e-mail about "cancellation is confirmed"
      When 90 days pass
      Then the owner has 2 e-mails about "tax invoice"

    Scenario: Letters say what was charged, the tax in it, the card and the dates
      Given the owner adds a VISA card
      And the owner buys the svt subscription
      Then the svt subscription is paid and active
      And the owner has 1 e-mail about "tax invoice INV-000001 Stolen vehicle tracking of vehicle"
      And the owner has 1 e-mail about "one month Total: AUD 9.99 GST 10 % included: AUD 0.91 Paid by: VISA 1111"
      When it is 12:00 on 2026-07-01 in the car's time zone
      Then the owner has 1 e-mail about "tax invoice INV-000002 Stolen vehicle tracking of vehicle"
      When the owner cancels the svt subscription
      Then the owner has 1 e-mail about "is cancelled. It ends on 2026-08-01. You will not be charged again."

    Scenario: Nobody but the provider says that a payment was approved
      Given the payment provider never answers
      And the owner adds a VISA card
      When the owner buys the svt subscription
      And the owner's app says that the payment was approved
      Then the service refuses it: role-not-allowed
      When the dealer says that the payment was approved
      Then the service refuses it: role-not-allowed
      When the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: subscription-inactive
      When the payment provider says that the payment was approved
      Then the svt subscription is paid and active
      And the owner has 1 e-mail about "tax invoice"

    Scenario: A declined payment brings no subscription and no invoice
      Given the payment provider declines
      And the owner adds a VISA card
      When the owner buys the svt subscription
      And 1 min pass
      And the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: subscription-inactive
      And the VISA card has been charged 0 times, with 999 cents each
      And the owner has 0 e-mails about "tax invoice"

    Scenario: A provider that never answers brings no subscription
      Given the payment provider never answers
      And the owner adds a VISA card
      When the owner buys the svt subscription
      And 15 min pass
      And the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: subscription-inactive
      And the owner has 0 e-mails about "tax invoice"

    Scenario: What is cancelled before it is paid never begins, whatever the provider says later
      Given the payment provider never answers
      And the owner adds a VISA card
      When the owner buys the svt subscription
      And the owner cancels the svt subscription
      Then the service grants it
      When the payment provider says that the payment was approved
      And the stolen-vehicle centre asks for tracking with report and VIN
      Then the service refuses it: subscription-inactive
      And the owner has 0 e-mails about "tax invoice"
      When 40 days pass
      Then the VISA card has been charged 0 times, with 999 cents each

    Scenario: A provider that says it twice: charged once, one invoice
      Given the payment provider approves and says so twice
      And the owner adds a VISA card
      When the owner buys the svt subscription
      Then the svt subscription is paid and active
      And the VISA card has been charged 1 time, with 999 cents each
      And the owner has 1 e-mail about "tax invoice"
      And the svt subscription ends on 2026-07-01

  @PRV-03
  Rule: PRV-03 No full card number stored

    Scenario: No full card number can be read, whatever becomes of the card
      When the owner adds a VISA card
      And the owner buys the svt subscription
      Then the svt subscription is paid and active
      When the owner changes to a Mastercard card
      And it is 12:00 on 2026-07-01 in the car's time zone
      And the owner cancels the svt subscription
      And the owner adds an American Express card
      And the owner adds a mistyped card
      Then no full card number can be read anywhere
