// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/**
 * One wave of a rollout.
 *
 * @param sharePercent of all targets, 1 to 100, rounded up; the last wave takes what is left
 * @param successPercent the next wave begins when so many succeeded, 0 to 100
 * @param errorPercent the rollout pauses when so many failed, 1 to 100; 0 for never
 */
public record WavePlan(int sharePercent, int successPercent, int errorPercent) {
  public WavePlan {
    percent("sharePercent", sharePercent, 1);
    percent("successPercent", successPercent, 0);
    percent("errorPercent", errorPercent, 0);
  }

  private static void percent(String name, int value, int least) {
    if (value < least || value > 100) {
      throw new IllegalArgumentException(name + " is " + value + ": " + least + " to 100");
    }
  }
}
