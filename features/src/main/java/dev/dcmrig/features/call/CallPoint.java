// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

/** An instant of a call that a time counts from. */
public enum CallPoint {
  INVITE("INVITE"),
  ANSWER("answer"),
  LAST_SOUND("last sound");

  private final String words;

  CallPoint(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
