// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/**
 * A part of this bench can't do what the scenario needs: no verdict about the subject. A driver
 * throws it for what it has declared that it lacks, before it does anything.
 */
public final class NotOnThisBench extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why which part lacks what, as a sentence
   */
  public NotOnThisBench(String why) {
    super(why);
  }
}
