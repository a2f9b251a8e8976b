// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** The situation that the requirement speaks of was not reached: no verdict about the subject. */
public final class Inconclusive extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Inconclusive(String why) {
    super(why);
  }
}
