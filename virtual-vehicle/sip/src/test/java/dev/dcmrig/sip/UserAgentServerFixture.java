// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;

/** A user agent that is called by raw messages. */
abstract class UserAgentServerFixture {
  final RawPeer peer = new RawPeer();

  void answer() {
    peer.call.answer(Map.of("X-Answer", "1"), "application/sdp", new byte[] {'v'});
  }

  String connected() {
    peer.invite();
    answer();
    String tag = peer.localTag();
    peer.receive(RawPeer.request("ACK", 1, "z9hG4bK-ack", tag));
    peer.sent.clear();
    peer.log.clear();
    return tag;
  }
}
