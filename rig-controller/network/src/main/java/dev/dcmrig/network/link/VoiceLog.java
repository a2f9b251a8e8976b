// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.VoicePacket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** When voice of one DCM's calls has passed; the newest of it. */
final class VoiceLog {
  /** Packets that are kept: more than three minutes both ways without a pause. */
  private static final int MAX_PACKETS = 20_000;

  private final ArrayDeque<VoicePacket> packets = new ArrayDeque<>();

  void passed(Duration now, boolean up) {
    if (packets.size() >= MAX_PACKETS) {
      packets.removeFirst();
    }
    packets.addLast(new VoicePacket(now, up));
  }

  List<VoicePacket> all() {
    return List.copyOf(packets);
  }
}
