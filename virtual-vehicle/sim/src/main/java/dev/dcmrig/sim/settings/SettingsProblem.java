// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.settings;

/**
 * What is wrong with one key of a configuration file.
 *
 * @param path where, {@code sos.holdTime}; a list's element is {@code sos.ignition[1]}
 * @param what the actual value, and what is wrong with it
 * @param wanted what may stand there instead; may be empty
 */
public record SettingsProblem(String path, String what, String wanted) {

  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ") + what + (wanted.isEmpty() ? "" : "; " + wanted);
  }
}
