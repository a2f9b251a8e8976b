// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

/** Of updates over the air. */
enum UpdateDefect implements DcmDefect {
  OTA_ROLLBACK_NOT_TAKEN("OTA-06", "a firmware that hangs is started for ever", "OTA-07") {
    @Override
    public boolean isGivenUp(int attempts, int allowed) {
      return false;
    }
  },
  OTA_SUCCESS_BEFORE_BOOT(
      "OTA-07",
      "success is told before the new version has booted",
      "OTA-06 OTA-01 OTA-03 OTA-10") {
    @Override
    public boolean isSuccessSaid(boolean proved) {
      return true;
    }
  },
  OTA_SELF_TEST_IGNORED("OTA-07", "a firmware whose self-test failed is kept", "OTA-06") {
    @Override
    public boolean isKept(boolean selfTestPassed) {
      return true;
    }
  },
  OTA_VERSION_NOT_UPDATED(
      "OTA-07",
      "the version of the factory is told for ever",
      "OTA-01 OTA-03 OTA-04 OTA-05 OTA-06 OTA-09 OTA-10") {
    @Override
    public String versionTold(String running, String atFactory) {
      return atFactory;
    }
  },
  OTA_PART_TRUSTED("OTA-04", "what is on the flash is trusted as it is", "") {
    @Override
    public boolean isPartLookedAt() {
      return false;
    }
  },
  OTA_DOWNLOAD_STARTS_OVER("OTA-04", "an interrupted download starts over", "") {
    @Override
    public int resumeAt(int done) {
      return 0;
    }
  },
  OTA_LATER_PIECE_OF_ANY_IMAGE(
      "OTA-04",
      "a later piece is asked for without saying of which image",
      "OTA-01 OTA-02 OTA-03 OTA-05 OTA-06 OTA-07 OTA-08 OTA-09 OTA-10 NET-02 PRV-01") {
    @Override
    public boolean isOfSameImage() {
      return false;
    }
  },
  OTA_RESULT_LOST_BY_RESET("NET-02", "a result that a reset has lost is never told", "") {
    @Override
    public boolean isToldAgain() {
      return false;
    }
  },
  OTA_DOWNGRADE_ACCEPTED("OTA-03", "an older version is installed", "") {
    @Override
    public boolean isTaken(int comparison) {
      return true;
    }
  },
  OTA_OTHER_HARDWARE_ACCEPTED("OTA-03", "an image for another hardware is installed", "") {
    @Override
    public boolean isForThisHardware(boolean sameHardware) {
      return true;
    }
  },
  OTA_WEAR_NOT_HEEDED("OTA-03", "a flash that is worn out is written all the same", "") {
    @Override
    public boolean isWearHeeded(boolean wornOut) {
      return false;
    }
  },
  OTA_DELTA_NOT_LOADED(
      "OTA-01", "the whole image is loaded although a delta fits", "OTA-04 OTA-06 OTA-09") {
    @Override
    public boolean isDeltaLoaded(boolean fits) {
      return false;
    }
  },
  OTA_DELTA_OF_ANYTHING("OTA-01", "a delta is loaded whatever it is of", "") {
    @Override
    public boolean isDeltaOf(boolean sameImage) {
      return true;
    }
  },
  OTA_NO_WHOLE_IMAGE_INSTEAD("OTA-03", "an update whose delta is of no use has failed", "") {
    @Override
    public boolean isImageLoadedInstead() {
      return false;
    }
  },
  OTA_DELTA_RESULT_UNCHECKED(
      "OTA-03", "what a delta makes is taken for the image, whatever it is", "") {
    @Override
    public boolean isUnpackedTaken(boolean asAnnounced) {
      return true;
    }
  },
  OTA_INSTALLS_AT_12_1_V("OTA-05", "installs with a tenth of a volt too little", "") {
    @Override
    public boolean isBatteryEnough(double volts, double minimum) {
      return volts >= minimum - 0.15;
    }
  },
  OTA_INSTALLS_WHILE_MOVING("OTA-05", "installs in a car that is not parked", "") {
    @Override
    public boolean isParkedEnough(boolean parked) {
      return true;
    }
  },
  OTA_INSTALLS_WITH_IGNITION_ON("OTA-05", "installs whatever the ignition", "OTA-09") {
    @Override
    public boolean isIgnitionFit(boolean listed) {
      return true;
    }
  },
  OTA_GOES_ON_WITHOUT_PRECONDITIONS(
      "OTA-05", "an installation that has begun stops for nothing", "OTA-09") {
    @Override
    public boolean isStopped(boolean preconditionLost) {
      return false;
    }
  },
  OTA_BLOCKS_EMERGENCY("OTA-09", "no emergency call until an installation is over", "") {
    @Override
    public boolean isEmergencyServed(boolean installing) {
      return !installing;
    }
  },
  OTA_GOES_ON_IN_AN_EMERGENCY("OTA-09", "an emergency does not suspend the update", "") {
    @Override
    public boolean isSuspended(boolean emergency) {
      return false;
    }
  },
  OTA_INSTALLS_WITHOUT_CONSENT("OTA-10", "installs before the user has agreed", "") {
    @Override
    public boolean isAgreementNeeded(boolean asked) {
      return false;
    }
  },
  OTA_NOT_ANNOUNCED("OTA-10", "an installation begins without a word", "") {
    @Override
    public boolean isAnnounced() {
      return false;
    }
  },
  OTA_RESULT_NOT_SHOWN("OTA-10", "the user is not told the result", "") {
    @Override
    public boolean isResultShown() {
      return false;
    }
  },
  OTA_POLLS_WHEN_RESTRICTED("PRV-01", "asks for updates in spite of a restriction", "") {
    @Override
    public boolean isTalking(boolean restricted, String whenRestricted) {
      return true;
    }
  },
  OTA_POLLS_TOO_SELDOM(
      "OTA-01",
      "asks for updates ten times too seldom",
      "NET-02 OTA-03 OTA-04 OTA-05 OTA-06 OTA-07 OTA-09 OTA-10") {
    @Override
    public long pollGapNanos(long asked) {
      return 10 * asked;
    }
  };

  private final String requirement;
  private final String title;
  private final String alsoBreaks;

  UpdateDefect(String requirement, String title, String alsoBreaks) {
    this.requirement = requirement;
    this.title = title;
    this.alsoBreaks = alsoBreaks;
  }

  @Override
  public Seed seed() {
    return Seed.of(requirement, title, alsoBreaks);
  }
}
