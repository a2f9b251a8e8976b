// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;

/**
 * Which rig made a run.
 *
 * @param commit of its sources; empty when they are in no repository
 * @param dirty whether its sources had changes that no commit has
 * @param java version and vendor of the virtual machine
 * @param classPath every jar and folder of it, in its order
 * @param missing what of this could not be found out, and why
 */
public record ToolIdentity(
    String version,
    String commit,
    boolean dirty,
    String java,
    List<Entry> classPath,
    List<String> missing) {

  /**
   * An entry of the class path.
   *
   * @param name file name
   * @param sha256 of the jar; of a folder, over the names and hashes of its files
   */
  public record Entry(String name, String sha256) {}

  public ToolIdentity {
    classPath = List.copyOf(classPath);
    missing = List.copyOf(missing);
  }
}
