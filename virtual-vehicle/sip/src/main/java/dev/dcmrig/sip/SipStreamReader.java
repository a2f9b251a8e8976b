// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one direction of a connection along, for a journal: says what messages stood in it and
 * answers nothing. Malformed messages are left out.
 */
public final class SipStreamReader {
  private final SipFramer framer = new SipFramer();

  /** The messages that these bytes, cut anywhere, completed; none once the stream can't be read. */
  public List<SipMessageView> read(byte[] bytes) {
    framer.append(bytes);
    List<SipMessageView> messages = new ArrayList<>();
    Optional<SipFramer.Frame> frame = framer.next();
    while (frame.isPresent()) {
      parsed(frame.get()).ifPresent(messages::add);
      frame = framer.next();
    }
    return messages;
  }

  private static Optional<SipMessage> parsed(SipFramer.Frame frame) {
    try {
      return Optional.of(SipParser.parse(frame));
    } catch (SipFormatException e) {
      return Optional.empty();
    }
  }

  /** Why the stream can't be read any further. */
  public Optional<String> problem() {
    return framer.problem();
  }
}
