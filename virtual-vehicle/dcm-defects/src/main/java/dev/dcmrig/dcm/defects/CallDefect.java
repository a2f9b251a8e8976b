// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import java.util.concurrent.TimeUnit;

/** Of the SOS button, of collisions, of their calls and data. */
enum CallDefect implements DcmDefect {
  SOS_ONE_RETRY_TOO_MANY("SOS-04", "a fourth attempt is made", "") {
    @Override
    public int sosAttempts(int required) {
      return required + 1;
    }
  },
  SOS_ONE_RETRY_TOO_FEW("SOS-04", "two attempts only", "") {
    @Override
    public int sosAttempts(int required) {
      return required - 1;
    }
  },
  SOS_RETRIES_AFTER_CONNECT("SOS-05", "goes on calling after a call", "") {
    @Override
    public boolean isSettledByCall(boolean answered) {
      return false;
    }
  },
  SOS_WITH_IGNITION_OFF("SOS-03", "calls with the ignition off", "") {
    @Override
    public boolean isIgnitionRight(boolean ignitionOn) {
      return true;
    }
  },
  SOS_PRESS_REPORTED_WITH_IGNITION_OFF("SOS-03", "a press is sent to the service", "") {
    @Override
    public boolean isUnservedPressReported() {
      return true;
    }
  },
  SOS_NO_POSITION("SOS-02", "the MSD has no position", "") {
    @Override
    public boolean hasPosition(boolean known) {
      return false;
    }
  },
  SOS_SHORT_PRESS_CALLS("SOS-13", "a touch of the button is enough", "") {
    @Override
    public long holdNanos(long required) {
      return 1;
    }
  },
  SOS_SECOND_CALL_DURING_CALL("SOS-14", "a press during a call places another one later", "") {
    @Override
    public boolean isPressCounted(boolean idle) {
      return true;
    }
  },
  INVITE_LATE("SOS-15", "connects at once, says so 3 s later", "") {
    @Override
    public long inviteDelayNanos() {
      return TimeUnit.SECONDS.toNanos(3);
    }
  },
  SOS_GAP_TOO_SHORT("SOS-15", "tries again after half the gap", "") {
    @Override
    public long sosGapNanos(long required) {
      return required / 2;
    }
  },
  SOS_NEEDS_SUBSCRIPTION("SOS-09", "no call without a subscription", "SUB-08") {
    @Override
    public boolean isSubscriptionRight(boolean subscribed) {
      return subscribed;
    }
  },
  SOS_STOPS_WHEN_DATA_RESTRICTED("SOS-06", "no call with data restricted", "SUB-08") {
    @Override
    public boolean isDataConnectivityRight(boolean restricted) {
      return !restricted;
    }
  },
  SOS_NEEDS_NAVIGATION("SOS-07", "no call without the navigation system", "") {
    @Override
    public boolean isNavigationRight(boolean works) {
      return works;
    }
  },
  SOS_NEEDS_PHONE("SOS-08", "no call without a phone", "") {
    @Override
    public boolean isServedWithoutPhone() {
      return false;
    }
  },
  ACN_AIRBAG_IGNORED("ACN-01", "a deployed airbag without an impact is ignored", "") {
    @Override
    public boolean isDeploymentCrash(boolean deployed) {
      return false;
    }
  },
  ACN_NEEDS_NAVIGATION("ACN-07", "no call without the navigation system", "") {
    @Override
    public boolean isNotifiedWithNavigation(boolean works) {
      return works;
    }
  },
  ACN_NEEDS_SUBSCRIPTION("ACN-08", "no call when unpaid or restricted", "SUB-08") {
    @Override
    public boolean isNotifiedWhen(boolean subscribed, boolean dataRestricted) {
      return subscribed && !dataRestricted;
    }
  },
  ACN_DISABLE_IGNORED("ACN-16", "calls after a crash although disabled", "") {
    @Override
    public boolean isNotificationEnabled(boolean enabled) {
      return true;
    }
  },
  CALLBACK_REFUSED("SOS-16", "no call back is taken", "") {
    @Override
    public boolean isCallBackTaken() {
      return false;
    }
  },
  DEALER_DISABLE_IGNORED("SOS-12", "calls although disabled", "") {
    @Override
    public boolean isEmergencyCallEnabled(boolean enabled) {
      return true;
    }
  },
  ONE_WAY_AUDIO("SOS-01", "sends no voice", "") {
    @Override
    public boolean isVoiceSent() {
      return false;
    }
  },
  SILENT_MICROPHONE("SOS-01", "sends silence for voice", "") {
    @Override
    public short[] heard(short[] microphone) {
      return new short[microphone.length];
    }
  },
  SPEAKER_MUTE("SOS-01", "the agent is not heard", "") {
    @Override
    public boolean isVoicePlayed() {
      return false;
    }
  },
  WRONG_PAYLOAD_TYPE("SOS-01", "voice is sent as PCMA", "") {
    @Override
    public int payloadType(int agreed) {
      return 8;
    }
  },
  POSITION_SIGN_FLIPPED("SOS-02", "south becomes north", "") {
    @Override
    public int latitudeMas(int measured) {
      return -measured;
    }
  },
  MSD_BYTE_ORDER("SOS-02", "the MSD's bytes are in reverse", "") {
    @Override
    public byte[] encoded(byte[] msd) {
      byte[] wrong = msd.clone();
      for (int index = 2; index < msd.length; index++) {
        wrong[index] = msd[msd.length + 1 - index];
      }
      return wrong;
    }
  },
  EMERGENCY_URN_DIALLED("SOS-01", "a private call dials 112", "") {
    @Override
    public boolean isEmergencyUrnDialled(boolean publicCall) {
      return true;
    }
  },
  ACN_NO_RETRY_AFTER_23H("ACN-04", "gives up an hour early, after 23 h", "") {
    @Override
    public long limitNanos(long required) {
      return required - TimeUnit.HOURS.toNanos(1);
    }
  },
  ACN_RETRIES_AFTER_24H("ACN-05", "does not stop after 24 h", "") {
    @Override
    public long limitNanos(long required) {
      return required + TimeUnit.HOURS.toNanos(2);
    }
  },
  ACN_LIMIT_FROM_BOOT("ACN-05", "a reset begins the 24 h anew", "") {
    @Override
    public long limitBeginNanos(long triggeredNanos, long nowNanos) {
      return nowNanos;
    }
  },
  ACN_SECOND_CRASH_DROPPED("ACN-10", "another crash during the first's call is lost", "") {
    @Override
    public boolean isLaterCrashKept() {
      return false;
    }
  },
  ACN_IMPACT_IGNORED("ACN-02", "an impact without airbag is ignored", "") {
    @Override
    public boolean isCrash(double impactG, double thresholdG) {
      return false;
    }
  },
  ACN_WITH_IGNITION_OFF("ACN-03", "calls with the ignition off", "") {
    @Override
    public boolean isCrashCounted(boolean ignitionOnOrJustLost) {
      return true;
    }
  },
  ACN_SECOND_CALL_FOR_ONE_CRASH("ACN-10", "airbag and impact place two calls", "") {
    @Override
    public boolean isSameCrash(long apartNanos, long windowNanos) {
      return false;
    }
  },
  ACN_WRONG_CRC_ACCEPTED("ACN-12", "an airbag frame with a wrong CRC counts as a crash", "") {
    @Override
    public boolean isBadFrameBelieved() {
      return true;
    }
  },
  ACN_CANCELLED_BY_IGNITION_LOSS("ACN-11", "forgets the crash with the ignition", "") {
    @Override
    public boolean isCrashKept(boolean ignitionOnOrJustLost) {
      return ignitionOnOrJustLost;
    }
  },
  ACN_NO_BACKUP_BATTERY("ACN-11", "goes off with the main battery", "") {
    @Override
    public boolean isBackupUsed(boolean forCrash) {
      return false;
    }
  },
  ACN_FORGOTTEN_ON_RESET("ACN-04", "a reset ends the attempts", "") {
    @Override
    public boolean isResumedAfterReset() {
      return false;
    }
  },
  ACN_LATE("ACN-13", "calls 5 s after the crash", "") {
    @Override
    public long delayNanos() {
      return TimeUnit.SECONDS.toNanos(5);
    }
  },
  ACN_NO_RECENT_POSITIONS("ACN-13", "two earlier positions are missing", "") {
    @Override
    public boolean hasRecentPositions(boolean known) {
      return false;
    }
  },
  ACN_UNTRUSTED_FLAG_MISSING("ACN-09", "an old position is called trusted", "") {
    @Override
    public boolean isTrusted(boolean recent) {
      return true;
    }
  },
  CALLBACK_FORGOTTEN_ON_RESET("SOS-16", "a reset ends the call-back window", "") {
    @Override
    public boolean isCallBackKeptOverReset() {
      return false;
    }
  },
  ACN_SECOND_CALL_AFTER_RESET("ACN-10", "a reset makes two crashes of one", "") {
    @Override
    public boolean isLastCrashRemembered() {
      return false;
    }
  },
  ACN_CRASH_WHILE_RINGING_LOST("ACN-14", "a crash while an SOS call rings is lost", "") {
    @Override
    public boolean isReportedWhileRinging() {
      return false;
    }
  },
  ACN_NEW_CALL_DURING_SOS("ACN-14", "a crash during an SOS call places its own", "") {
    @Override
    public boolean isReportedInCallUnderWay() {
      return false;
    }
  };

  private final String requirement;
  private final String title;
  private final String alsoBreaks;

  CallDefect(String requirement, String title, String alsoBreaks) {
    this.requirement = requirement;
    this.title = title;
    this.alsoBreaks = alsoBreaks;
  }

  @Override
  public Seed seed() {
    return Seed.of(requirement, title, alsoBreaks);
  }
}
