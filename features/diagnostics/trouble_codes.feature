Feature: Trouble codes of the DCM
  What the self-test finds is stored, and a workshop's tester reads and clears it on the bus.

  @IND-04
  Rule: IND-04 Solid red when a fault may exist

    Background:
      Given a car with the ignition on and a DCM that is ready

    Scenario Outline: A fault of the <item> is stored, outlives its end, and is cleared
      When the <item> gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      Then a tester finds the trouble code of the <item> failed and confirmed
      And a tester finds 1 stored trouble code in the DCM
      When the fault of the <item> is gone
      And {selfTest.interval} + {selfTest.limit} pass
      Then a tester finds the trouble code of the <item> confirmed
      When a tester clears the trouble codes of the DCM
      Then a tester finds the trouble code of the <item> not stored

      Examples:
        | item              |
        | modem             |
        | antenna           |
        | GNSS              |
        | SIM               |
        | microphone        |
        | speaker           |
        | backup battery    |
        | SOS switch        |
        | crash sensor link |
        | software          |

    Scenario: Without a fault nothing is stored
      Then a tester finds 0 stored trouble codes in the DCM

    Scenario: Two faults are two codes
      When the SIM gets a fault
      And the speaker gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      Then a tester finds 2 stored trouble codes in the DCM
      When the fault of the SIM is gone
      And {selfTest.interval} + {selfTest.limit} pass
      Then a tester finds the trouble code of the SIM confirmed
      And a tester finds the trouble code of the speaker failed and confirmed

    Scenario: A fault that is still there is stored again after it was cleared
      When the modem gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      And a tester clears the trouble codes of the DCM
      Then a tester finds the trouble code of the modem not stored
      When {selfTest.interval} + {selfTest.limit} pass
      Then a tester finds the trouble code of the modem failed and confirmed

    Scenario: It counts how often a fault has come
      When the microphone gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      And the fault of the microphone is gone
      And {selfTest.interval} + {selfTest.limit} pass
      And the microphone gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      Then a tester finds that the fault of the microphone has come 2 times

    Scenario: A fault of this time with the ignition on is told from one of an earlier time
      When the SIM gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      And the fault of the SIM is gone
      And {selfTest.interval} + {selfTest.limit} pass
      Then a tester finds the trouble code of the SIM confirmed in this cycle
      When the ignition is turned to OFF
      And 1 s pass
      And the ignition is turned to ON
      And {selfTest.limit} pass
      Then a tester finds the trouble code of the SIM confirmed in an earlier cycle

    Scenario: A silent crash sensor link is stored at once
      When the message with the airbag's state is silent for 500 ms
      And 1 s pass
      Then a tester finds the trouble code of the crash sensor link failed and confirmed

    Scenario: A trouble code outlives a reset, whoever asks for it
      When the GNSS gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      And the fault of the GNSS is gone
      And {selfTest.interval} + {selfTest.limit} pass
      And the DCM is reset
      And 1 s pass
      Then a tester finds the trouble code of the GNSS confirmed
      When a tester resets the DCM
      Then a tester finds the trouble code of the GNSS confirmed
      When a tester clears the trouble codes of the DCM
      And a tester resets the DCM
      Then a tester finds the trouble code of the GNSS not stored

    Scenario: A trouble code outlives a loss of the main battery
      When the antenna gets a fault
      And {selfTest.interval} + {selfTest.limit} pass
      And the main battery is disconnected
      And 2 min pass
      And the fault of the antenna is gone
      And the main battery is connected again with 12.6 V
      And 1 s pass
      Then a tester finds that the fault of the antenna has come 1 time
