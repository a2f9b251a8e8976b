// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import dev.dcmrig.sim.pins.Line;

/** Of the indicator and the self-test. */
enum IndicatorDefect implements DcmDefect {
  GREEN_FLASHES_WITHOUT_CALL("IND-03", "flashes between attempts", "") {
    @Override
    public boolean isFlashing(boolean callActive, boolean waiting) {
      return callActive || waiting;
    }
  },
  GREEN_IN_SPITE_OF_FAULT("IND-02", "green with a fault", "") {
    @Override
    public boolean isRed(boolean fault, boolean switchedOff) {
      return false;
    }
  },
  NO_ALTERNATION("IND-01", "no alternation at ignition on", "") {
    @Override
    public boolean isAlternating(boolean firstTest) {
      return false;
    }
  },
  RED_LATCHED("IND-05", "red stays when the fault is gone", "") {
    @Override
    public boolean isForgotten(Line goneFault) {
      return false;
    }
  },
  LIT_WITH_IGNITION_OFF("IND-06", "the lamp stays lit with the ignition off", "") {
    @Override
    public boolean isDark(boolean ignitionOff) {
      return false;
    }
  },
  FAULT_OVERLOOKED_MODEM("IND-04", "a fault of modem is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.MODEM;
    }
  },
  FAULT_OVERLOOKED_CELLULAR_ANTENNA("IND-04", "a fault of cellular antenna is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.CELLULAR_ANTENNA;
    }
  },
  FAULT_OVERLOOKED_GNSS_ANTENNA("IND-04", "a fault of gnss antenna is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.GNSS_ANTENNA;
    }
  },
  FAULT_OVERLOOKED_SIM("IND-04", "a fault of sim is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.SIM;
    }
  },
  FAULT_OVERLOOKED_MICROPHONE("IND-04", "a fault of microphone is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.MICROPHONE;
    }
  },
  FAULT_OVERLOOKED_SPEAKER("IND-04", "a fault of speaker is overlooked", "IND-05") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.SPEAKER;
    }
  },
  FAULT_OVERLOOKED_BACKUP_BATTERY("IND-04", "a fault of backup battery is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.BACKUP_BATTERY;
    }
  },
  FAULT_OVERLOOKED_SOS_SWITCH("IND-04", "a fault of sos switch is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.SOS_SWITCH;
    }
  },
  FAULT_OVERLOOKED_CRASH_LINE("IND-04", "a fault of crash line is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.CRASH_LINE;
    }
  },
  FAULT_OVERLOOKED_SOFTWARE("IND-04", "a fault of software is overlooked", "") {
    @Override
    public boolean isTested(Line line) {
      return line != Line.SOFTWARE;
    }
  };

  private static final String OVERLOOKED = "fault-overlooked-";

  private final String requirement;
  private final String title;
  private final String alsoBreaks;

  IndicatorDefect(String requirement, String title, String alsoBreaks) {
    this.requirement = requirement;
    this.title = title;
    this.alsoBreaks = alsoBreaks;
  }

  @Override
  public Seed seed() {
    return Seed.of(requirement, title, alsoBreaks);
  }

  /** The lines have names of their own. */
  @Override
  public String id() {
    String id = DcmDefect.super.id();
    return id.startsWith(OVERLOOKED)
        ? OVERLOOKED + id.substring(OVERLOOKED.length()).replace('-', '_')
        : id;
  }
}
