// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import java.util.concurrent.TimeUnit;

/** Of how a call goes on and ends, and of the time after it. */
enum CallCourseDefect implements DcmDefect {
  MSD_NOT_NAMED("SOS-02", "Call-Info does not name the MSD", "ACN-13") {
    @Override
    public boolean isMsdNamed() {
      return false;
    }
  },
  ANY_ACKNOWLEDGEMENT_TAKEN("SOS-02", "what acknowledges another MSD is enough", "") {
    @Override
    public boolean isAcknowledged(boolean named, boolean something) {
      return something;
    }
  },
  VOICE_GOES_ON_AFTER_CALL("SOS-01", "the microphone is sent after the call", "SOS-16 SOS-05") {
    @Override
    public boolean isVoiceEndedWithCall() {
      return false;
    }
  },
  CALL_WITHOUT_END("SOS-01", "a call may last two hours", "SOS-16") {
    @Override
    public long longestNanos(long required) {
      return TimeUnit.HOURS.toNanos(2);
    }
  },
  CALLBACK_WINDOW_ANEW_AFTER_RESET("SOS-16", "a reset moves the window's end", "") {
    @Override
    public long windowEndNanos(long before, long anew) {
      return anew;
    }
  },
  UNCONFIRMED_CALL_BACK_GOES_ON("SOS-16", "a call back without ACK is never over", "") {
    @Override
    public boolean isUnconfirmedCallOver() {
      return false;
    }
  },
  CRASH_WHILE_RINGING_NOT_REPEATED("ACN-14", "a crash while it rings is told once only", "") {
    @Override
    public boolean isRepeatedAfterAnswer(boolean crashReported) {
      return !crashReported;
    }
  },
  WAITING_CRASH_LOST_IN_CALL_BACK("ACN-10", "a crash in a call back ends one that waits", "") {
    @Override
    public boolean isWaitingCrashKept() {
      return false;
    }
  },
  REGISTRATION_NEVER_TAKEN_BACK("SOS-16", "the registration outlives the window", "") {
    @Override
    public boolean isRegistrationTakenBack() {
      return false;
    }
  };

  private final String requirement;
  private final String title;
  private final String alsoBreaks;

  CallCourseDefect(String requirement, String title, String alsoBreaks) {
    this.requirement = requirement;
    this.title = title;
    this.alsoBreaks = alsoBreaks;
  }

  @Override
  public Seed seed() {
    return Seed.of(requirement, title, alsoBreaks);
  }
}
