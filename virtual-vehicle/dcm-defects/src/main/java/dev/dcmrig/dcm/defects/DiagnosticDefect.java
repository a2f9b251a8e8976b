// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import dev.dcmrig.sim.pins.Line;

/** Of the trouble codes that a tester reads. */
enum DiagnosticDefect implements DcmDefect {
  DTC_NOT_STORED("IND-04", "a fault of the speaker is shown, and stores no trouble code") {
    @Override
    public boolean isStored(Line fault) {
      return fault != Line.SPEAKER;
    }
  },
  DTC_STAYS_FAILED("IND-04", "a trouble code says 'failed' although the fault is gone") {
    @Override
    public boolean isHealed(Line line) {
      return false;
    }
  },
  DTC_NOT_CLEARED("IND-04", "clearing is answered, and clears nothing") {
    @Override
    public boolean isCleared(int code) {
      return false;
    }
  },
  DTC_LOST_AT_RESET("IND-04", "trouble codes are lost by a reset") {
    @Override
    public boolean isKept(int code) {
      return false;
    }
  },
  VERSION_DID_WRONG("OTA-07", "a tester is told another software version than the one that runs") {
    @Override
    public String toldVersion(String running) {
      return "0.9.9";
    }
  },
  RXSWIN_DID_EMPTY("OTA-07", "a tester is told no RXSWIN") {
    @Override
    public String toldRxswin(String inForce) {
      return "";
    }
  };

  private final String requirement;
  private final String title;

  DiagnosticDefect(String requirement, String title) {
    this.requirement = requirement;
    this.title = title;
  }

  @Override
  public Seed seed() {
    return Seed.of(requirement, title, "");
  }
}
