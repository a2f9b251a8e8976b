Feature: The numbers of the self-test
  Each from both sides: a test that is too short is wrong as one that is too long.

  @IND-05
  Rule: IND-05 Green again after the fault is gone

    @IND-04
    Scenario: The first test ends after its time, with what it has found
      When the speaker gets a fault
      And the ignition is turned to ON
      Then the indicator is solid red after {selfTest.duration}

    Scenario: The next test begins an interval after the end of the one before
      When the speaker gets a fault
      And the ignition is turned to ON
      Then the indicator is solid red after {selfTest.duration}
      When the fault of the speaker is gone
      Then the indicator is solid green after {selfTest.interval} + {selfTest.duration} - 3 x {indicator.phase} ± 2 s
