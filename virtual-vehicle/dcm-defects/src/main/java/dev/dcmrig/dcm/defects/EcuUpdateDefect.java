// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

/** Of updates of ECUs behind the DCM. */
enum EcuUpdateDefect implements DcmDefect {
  OTA_ECU_NOT_READ_BACK("a version is told that the ECU was not asked for after its reset") {
    @Override
    public boolean isReadBack() {
      return false;
    }
  },
  OTA_ECU_HARDWARE_UNCHECKED("software for another hardware is written into an ECU") {
    @Override
    public boolean isForThisEcu(boolean sameHardware) {
      return true;
    }
  },
  OTA_ECU_CHECKS_IGNORED("what an ECU finds wrong with its software is passed over") {
    @Override
    public boolean isCheckHeeded(boolean passed) {
      return true;
    }
  },
  OTA_ECU_NOT_GIVEN_BACK("an ECU that failed is left without software") {
    @Override
    public boolean isGivenBack() {
      return false;
    }
  },
  OTA_ECUS_NOT_TAKEN_BACK("all or nothing, but those that were done keep what they got") {
    @Override
    public boolean isTogether(boolean said) {
      return false;
    }
  },
  OTA_ECU_FAILURE_FORGOTTEN("success is told although one ECU has failed") {
    @Override
    public boolean isWhole(boolean eachRuns) {
      return true;
    }
  },
  OTA_ECU_TRIED_ONCE("an ECU that fails once is given up") {
    @Override
    public int ecuTries(int wanted) {
      return 1;
    }
  };

  private final String title;

  EcuUpdateDefect(String title) {
    this.title = title;
  }

  @Override
  public Seed seed() {
    return Seed.of("OTA-08", title, "");
  }
}
