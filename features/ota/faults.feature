Feature: Faults of the update server meet each exchange with it
  Retries are bounded, and the update succeeds afterwards; or it fails, and the old firmware runs.
  Nothing is installed that is not as it was announced.

  Background:
    Given a parked car that takes updates, and a DCM that is ready

  @NET-02
  Rule: NET-02 Back-end faults are bounded

    @OTA-01
    Scenario Outline: <exchange> meets <fault>
      Given the next 2 tries of <exchange> meet <fault>
      When an update to 2.0.0 is offered
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And the update server has been told "dcm-1, 2.0.0, R156 DR 0001-02"

      Examples: The poll
        | exchange    | fault                            |
        | update poll | status 429                       |
        | update poll | status 503                       |
        | update poll | reset before the answer          |
        | update poll | slow drip                        |
        | update poll | no answer                        |
        | update poll | certificate expired              |
        | update poll | certificate of another name      |
        | update poll | old TLS                          |
        | update poll | name not found                   |
        | update poll | two lengths                      |
        | update poll | foreign links                    |

      Examples: What it leads to
        | exchange          | fault                   |
        | update attributes | status 500              |
        | update offer      | status 500              |
        | update offer      | malformed body          |
        | update offer      | reset in the answer     |
        | update offer      | slow drip               |
        | update feedback   | status 503              |
        | update feedback   | reset after the answer  |
        | update feedback   | no answer               |

      Examples: What it is trusted for
        | exchange        | fault                  |
        | update time     | status 500             |
        | update time     | no answer              |
        | update report   | status 503             |
        | update metadata | reset in the answer    |

      Examples: A piece of the image
        | exchange    | fault                   |
        | image piece | status 500              |
        | image piece | reset in the answer     |
        | image piece | no answer               |
        | image piece | status 416              |
        | image piece | other range             |
        | image piece | range of another size   |
        | image piece | short piece             |
        | image piece | long piece              |

    @OTA-01
    Scenario Outline: An answer to a poll that says nothing is waited out: <fault>
      Given the next 1 tries of update poll meet <fault>
      When an update to 2.0.0 is offered
      Then the update has succeeded within {ota.pollInterval} + 5 min, and version 2.0.0 runs

      Examples:
        | fault              |
        | status 404         |
        | empty body         |
        | malformed body     |
        | wrong content type |
        | body is a list     |

    @OTA-04
    Scenario Outline: The whole image in place of a piece is taken when it is no longer than one: <blocks>
      Given the next 1 tries of image piece meet whole image
      When an update to 2.0.0 of <blocks> blocks is offered
      Then the update has succeeded within 3 min, and version 2.0.0 runs
      And the image was asked for in exactly <pieces> pieces

      Examples:
        | blocks | pieces |
        | 1      | 1      |
        | 3      | 4      |

    @OTA-04
    Scenario: A piece of another image is not put behind those of this one
      When an update to 2.0.0 of 4 blocks is offered
      And the update is downloading
      And the next 1 tries of image piece meet other tag
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And the image was asked for in at least 7 pieces

    @OTA-04
    Scenario: A download that had to begin anew three times goes on
      Given the next 3 tries of image piece meet other range
      When an update to 2.0.0 is offered
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And the image was asked for in exactly 8 pieces

    @OTA-04
    Scenario Outline: A download that would have to begin anew a fourth time is given up: <fault>
      Given the next 4 tries of image piece meet <fault>
      When an update to 2.0.0 is offered
      Then the update has failed within 5 min, and version 1.0.0 runs
      And the image was asked for in exactly 4 pieces
      And nothing is installed for 1 min

      Examples:
        | fault       |
        | other range |
        | short piece |

    Scenario Outline: A server that refuses the image for good ends the update: <fault>
      Given the next 1 tries of image piece meet <fault>
      When an update to 2.0.0 is offered
      Then the update has failed within 3 min, and version 1.0.0 runs
      And the image was asked for in exactly 1 pieces

      Examples:
        | fault      |
        | status 403 |
        | status 404 |

    Scenario: The result is told until the server has answered
      When an update to 2.0.0 is offered
      And the update is installing
      And the next 9 tries of update feedback meet status 503
      Then the update has succeeded within 20 min, and version 2.0.0 runs

    Scenario: A time server that is silent at the end delays the result by one try
      When an update to 2.0.0 is offered
      And the update is installing
      And the next 99 tries of update time meet no answer
      Then the update has succeeded within 2 min, and version 2.0.0 runs

    Scenario Outline: The result that nobody has answered is told after <event>, too
      When an update to 2.0.0 is offered
      And the update is installing
      And 2 s pass
      And the next 4 tries of update feedback meet status 503
      And 20 s pass
      And <event>
      And 5 s pass
      And the main battery is connected again with 12.6 V
      Then the update has succeeded within 20 min, and version 2.0.0 runs
      And since the offer the update server has been told "proceeding, downloaded, proceeding, success"

      Examples:
        | event                            |
        | the DCM is reset                 |
        | the main battery is disconnected |

    Scenario: Nobody's certificate but the server's is taken
      Given the next 3 tries of image piece meet certificate of another name
      When an update to 2.0.0 is offered
      Then the update has succeeded within 5 min, and version 2.0.0 runs
      And the network has noted nothing wrong with what the DCM sent

    @OTA-01 @OTA-02
    Scenario Outline: A cancellation meets <fault>
      When the main battery is at {ota.minimumVolts} - 0.5 V
      And an update to 2.0.0 is offered
      And the update is announced
      And the next 2 tries of update cancellation meet <fault>
      And the offer is taken back
      And 5 min pass
      And the main battery is at {ota.minimumVolts} + 0.4 V
      Then nothing is installed for 2 min

      Examples:
        | fault                   |
        | status 500              |
        | malformed body          |
        | reset before the answer |

    @OTA-10
    Scenario Outline: A confirmation meets <fault>
      Given the next 1 tries of update confirmation meet <fault>
      When an update to 2.0.0 that the user has to confirm is offered
      And the update is offered
      And the user accepts the update
      Then the update has succeeded within 6 min, and version 2.0.0 runs

      Examples:
        | fault                   |
        | status 500              |
        | malformed body          |
        | no answer               |
        | reset before the answer |
