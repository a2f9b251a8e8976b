// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts one direction of a connection into messages for who passes them on, byte for byte. It is the
 * same framing as the receiver's, so that both see the same messages. What can't be framed passes
 * on as it comes: the receiver refuses it.
 */
public final class SipStreamCutter {
  private final SipFramer framer = new SipFramer();
  private boolean broken;

  /**
   * The messages that these bytes, cut anywhere, completed. Empty lines between them are left out.
   */
  public List<byte[]> cut(byte[] bytes) {
    if (broken) {
      return List.of(bytes);
    }
    framer.append(bytes);
    List<byte[]> messages = new ArrayList<>();
    for (Optional<SipFramer.Frame> frame = framer.next();
        frame.isPresent();
        frame = framer.next()) {
      messages.add(frame.get().raw());
    }
    if (framer.problem().isPresent()) {
      broken = true;
      messages.add(framer.rest());
    }
    return messages;
  }

  /** What has come and is no whole message; nothing of it was given out. */
  public byte[] rest() {
    return broken ? new byte[0] : framer.rest();
  }
}
