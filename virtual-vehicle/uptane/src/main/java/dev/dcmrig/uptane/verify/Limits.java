// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

/**
 * How much a vehicle takes from a repository in one cycle.
 *
 * @param rootBytes of one root file: the standard's X (5.4.4.3-2.2)
 * @param timestampBytes its Y (5.4.4.4-1)
 * @param snapshotBytes where timestamp doesn't say the length
 * @param targetsBytes its Z (5.4.4.6-1), where snapshot doesn't say the length
 * @param newRoots root files in one cycle
 * @param delegations roles that are asked about one image
 */
public record Limits(
    int rootBytes,
    int timestampBytes,
    int snapshotBytes,
    int targetsBytes,
    int newRoots,
    int delegations) {

  /** Those of a usual device: 512 KiB, 16 KiB, 2 MiB, 5 MiB, 256 roots, 32 delegations. */
  public static final Limits USUAL = new Limits(512 << 10, 16 << 10, 2 << 20, 5 << 20, 256, 32);
}
