// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

/**
 * What the requirements say of emergency calls, their data and their voice. A method is a sentence
 * of a requirement and its default what that requires; a deliberate defect overrides one. Methods
 * are pure functions.
 */
public interface CallRules {

  /** SOS-01: only a public call dials 112; a private centre is called by its own number. */
  default boolean isEmergencyUrnDialled(boolean publicCall) {
    return publicCall;
  }

  /** SOS-15, ACN-13: the INVITE goes out at once; how long after the connection. */
  default long inviteDelayNanos() {
    return 0;
  }

  /** SOS-16: after a call the centre can call back. */
  default boolean isCallBackTaken() {
    return true;
  }

  /** SOS-16: a reset does not end the time in which the centre can call back. */
  default boolean isCallBackKeptOverReset() {
    return true;
  }

  /** ACN-14: a crash while a call rings is reported in it, too. */
  default boolean isReportedWhileRinging() {
    return true;
  }

  /** SOS-02: the MSD carries the last known position. */
  default boolean hasPosition(boolean known) {
    return known;
  }

  /** ACN-13: with it go the two positions before. */
  default boolean hasRecentPositions(boolean known) {
    return known;
  }

  /** SOS-02: the MSD is unaligned PER as EN 15722 has it, byte for byte. */
  default byte[] encoded(byte[] msd) {
    return msd;
  }

  /** SOS-01: voice is sent with the payload type of the offer. */
  default int payloadType(int agreed) {
    return agreed;
  }

  /** SOS-01: the occupant's voice is sent. */
  default boolean isVoiceSent() {
    return true;
  }

  /** SOS-01: what is sent is what the microphone hears. */
  default short[] heard(short[] microphone) {
    return microphone;
  }

  /** SOS-01: the agent's voice is played. */
  default boolean isVoicePlayed() {
    return true;
  }

  /** SOS-02: a header of the INVITE names the MSD in its body. */
  default boolean isMsdNamed() {
    return true;
  }

  /** SOS-02: only what names the MSD that was sent acknowledges it. */
  default boolean isAcknowledged(boolean named, boolean something) {
    return named;
  }

  /**
   * SOS-02, ACN-14: data that nobody has acknowledged by the answer are sent again in their time.
   *
   * @param crashReported whether they tell of a crash that came while the call rang
   */
  default boolean isRepeatedAfterAnswer(boolean crashReported) {
    return true;
  }

  /** SOS-16: a call back that the centre never confirms is over in the time of RFC 3261. */
  default boolean isUnconfirmedCallOver() {
    return true;
  }

  /** SOS-01: nobody is heard when the call is over. */
  default boolean isVoiceEndedWithCall() {
    return true;
  }

  /** SOS-16: how long a call may last. */
  default long longestNanos(long required) {
    return required;
  }

  /** SOS-16: a window that a boot finds open has the end that it had. */
  default long windowEndNanos(long before, long anew) {
    return before;
  }

  /** SOS-16: the registration ends with the window. */
  default boolean isRegistrationTakenBack() {
    return true;
  }
}
