// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;

/**
 * What a run was asked to do; stands in the folder before the first scenario.
 *
 * @param run name of the run, for instance the folder's
 * @param toolVersion of the rig
 * @param commandLine as the user typed it
 * @param bench name of the bench
 * @param dut identity of the device under test
 * @param dutIsStandIn whether the device under test is the rig's own emulated DCM
 * @param tags the tag expression, or empty
 * @param order in which scenarios ran
 * @param defects seeded defects that are on
 * @param channels CAN channel 0, 1, ...
 * @param serviceIsStandIn whether the services of this bench are the rig's own
 * @param notes sentences that whoever reads the report must know
 */
public record RunOptions(
    String run,
    String toolVersion,
    String commandLine,
    long seed,
    String bench,
    String dut,
    boolean dutIsStandIn,
    String tags,
    String order,
    List<String> defects,
    int parallel,
    List<Channel> channels,
    boolean serviceIsStandIn,
    List<String> notes) {

  /**
   * A CAN channel of the bench.
   *
   * @param name as traces and candump logs call it
   * @param database the DBC file among the run's inputs that describes its messages; or empty
   */
  public record Channel(String name, String database) {}

  public RunOptions {
    defects = List.copyOf(defects);
    channels = List.copyOf(channels);
    notes = List.copyOf(notes);
  }

  /** The names of channel 0, 1, ... */
  List<String> channelNames() {
    return channels.stream().map(Channel::name).toList();
  }
}
