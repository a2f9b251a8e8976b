Feature: Each fault of the service meets each exchange
  Faults lead to bounded retries: what must not be lost arrives, nothing counts twice, and the next exchange works.

  @NET-02
  Rule: NET-02 Back-end faults are bounded

    Scenario Outline: <exchange> meets <fault>
      Given a car with the ignition on and a DCM that is ready
      When <exchange> is due and its next 2 tries meet <fault>
      Then <exchange> gets through without loss or repetition, and so does the next

      Examples:
        | fault                            | exchange         |
        | status 400                       | telemetry        |
        | status 400                       | order            |
        | status 400                       | acknowledgement  |
        | status 400                       | emergency status |
        | status 400                       | app restriction  |
        | status 400                       | position         |
        | status 401                       | telemetry        |
        | status 401                       | order            |
        | status 401                       | acknowledgement  |
        | status 401                       | emergency status |
        | status 401                       | app restriction  |
        | status 401                       | position         |
        | status 403                       | telemetry        |
        | status 403                       | order            |
        | status 403                       | acknowledgement  |
        | status 403                       | emergency status |
        | status 403                       | app restriction  |
        | status 403                       | position         |
        | status 404                       | telemetry        |
        | status 404                       | order            |
        | status 404                       | acknowledgement  |
        | status 404                       | emergency status |
        | status 404                       | app restriction  |
        | status 404                       | position         |
        | status 429                       | telemetry        |
        | status 429                       | order            |
        | status 429                       | acknowledgement  |
        | status 429                       | emergency status |
        | status 429                       | app restriction  |
        | status 429                       | position         |
        | status 500                       | telemetry        |
        | status 500                       | order            |
        | status 500                       | acknowledgement  |
        | status 500                       | emergency status |
        | status 500                       | app restriction  |
        | status 500                       | position         |
        | status 502                       | telemetry        |
        | status 502                       | order            |
        | status 502                       | acknowledgement  |
        | status 502                       | emergency status |
        | status 502                       | app restriction  |
        | status 502                       | position         |
        | status 503                       | telemetry        |
        | status 503                       | order            |
        | status 503                       | acknowledgement  |
        | status 503                       | emergency status |
        | status 503                       | app restriction  |
        | status 503                       | position         |
        | reset before the answer          | telemetry        |
        | reset before the answer          | order            |
        | reset before the answer          | acknowledgement  |
        | reset before the answer          | emergency status |
        | reset before the answer          | app restriction  |
        | reset before the answer          | position         |
        | reset in the answer              | telemetry        |
        | reset in the answer              | order            |
        | reset in the answer              | acknowledgement  |
        | reset in the answer              | emergency status |
        | reset in the answer              | app restriction  |
        | reset in the answer              | position         |
        | reset after the answer           | telemetry        |
        | reset after the answer           | order            |
        | reset after the answer           | acknowledgement  |
        | reset after the answer           | emergency status |
        | reset after the answer           | app restriction  |
        | reset after the answer           | position         |
        | empty body                       | telemetry        |
        | empty body                       | order            |
        | empty body                       | acknowledgement  |
        | empty body                       | emergency status |
        | empty body                       | app restriction  |
        | empty body                       | position         |
        | malformed body                   | telemetry        |
        | malformed body                   | order            |
        | malformed body                   | acknowledgement  |
        | malformed body                   | emergency status |
        | malformed body                   | app restriction  |
        | malformed body                   | position         |
        | wrong content type               | telemetry        |
        | wrong content type               | order            |
        | wrong content type               | acknowledgement  |
        | wrong content type               | emergency status |
        | wrong content type               | app restriction  |
        | wrong content type               | position         |
        | slow drip                        | telemetry        |
        | slow drip                        | order            |
        | slow drip                        | acknowledgement  |
        | slow drip                        | emergency status |
        | slow drip                        | app restriction  |
        | slow drip                        | position         |
        | no answer                        | telemetry        |
        | no answer                        | order            |
        | no answer                        | acknowledgement  |
        | no answer                        | emergency status |
        | no answer                        | app restriction  |
        | no answer                        | position         |
        | certificate expired              | telemetry        |
        | certificate expired              | order            |
        | certificate expired              | acknowledgement  |
        | certificate expired              | emergency status |
        | certificate expired              | app restriction  |
        | certificate expired              | position         |
        | certificate not yet valid        | telemetry        |
        | certificate not yet valid        | order            |
        | certificate not yet valid        | acknowledgement  |
        | certificate not yet valid        | emergency status |
        | certificate not yet valid        | app restriction  |
        | certificate not yet valid        | position         |
        | certificate of another name      | telemetry        |
        | certificate of another name      | order            |
        | certificate of another name      | acknowledgement  |
        | certificate of another name      | emergency status |
        | certificate of another name      | app restriction  |
        | certificate of another name      | position         |
        | certificate of unknown authority | telemetry        |
        | certificate of unknown authority | order            |
        | certificate of unknown authority | acknowledgement  |
        | certificate of unknown authority | emergency status |
        | certificate of unknown authority | app restriction  |
        | certificate of unknown authority | position         |
        | old TLS                          | telemetry        |
        | old TLS                          | order            |
        | old TLS                          | acknowledgement  |
        | old TLS                          | emergency status |
        | old TLS                          | app restriction  |
        | old TLS                          | position         |
        | name not found                   | telemetry        |
        | name not found                   | order            |
        | name not found                   | acknowledgement  |
        | name not found                   | emergency status |
        | name not found                   | app restriction  |
        | name not found                   | position         |
        | MQTT disconnect                  | telemetry        |
        | MQTT disconnect                  | order            |
        | MQTT disconnect                  | acknowledgement  |
        | MQTT disconnect                  | emergency status |
        | MQTT disconnect                  | app restriction  |
        | MQTT disconnect                  | position         |
        | MQTT duplicate                   | telemetry        |
        | MQTT duplicate                   | order            |
        | MQTT duplicate                   | acknowledgement  |
        | MQTT duplicate                   | emergency status |
        | MQTT duplicate                   | app restriction  |
        | MQTT duplicate                   | position         |
        | MQTT out of order                | telemetry        |
        | MQTT out of order                | order            |
        | MQTT out of order                | acknowledgement  |
        | MQTT out of order                | emergency status |
        | MQTT out of order                | app restriction  |
        | MQTT out of order                | position         |
        | MQTT taken over                  | telemetry        |
        | MQTT taken over                  | order            |
        | MQTT taken over                  | acknowledgement  |
        | MQTT taken over                  | emergency status |
        | MQTT taken over                  | app restriction  |
        | MQTT taken over                  | position         |
