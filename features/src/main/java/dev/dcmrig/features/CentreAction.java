// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

/** What the centre does when a step says so. */
public enum CentreAction {
  ENDS_THE_CALL,
  LOSES_THE_CALL,
  CALLS_BACK,
  ASKS_FOR_THE_MSD_AGAIN,
  NEVER_ANSWERS,
  DOES_NOT_ACKNOWLEDGE_THE_MSD,
  SAYS_THAT_IT_CANNOT_READ_THE_MSD
}
