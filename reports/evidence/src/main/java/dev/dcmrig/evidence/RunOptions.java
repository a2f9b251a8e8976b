package dev.dcmrig.evidence;

import java.util.List;

/**
 * What a run was asked to do; stands in the folder before the first scenario.
 *
 * @param run name of the run, for instance the folder's
 * @param toolVersion of the rig
 * @param bench name of the bench
 * @param dut identity of the device under test
 * @param tags the tag expression, or empty
 * @param defects seeded defects that are on
 * @param channels names of CAN channel 0, 1, ...
 * @param serviceIsStandIn whether the services of this bench are the rig's own
 */
public record RunOptions(
    String run,
    String toolVersion,
    long seed,
    String bench,
    String dut,
    String tags,
    List<String> defects,
    int parallel,
    List<String> channels,
    boolean serviceIsStandIn) {

  public RunOptions {
    defects = List.copyOf(defects);
    channels = List.copyOf(channels);
  }
}
