// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Frames by what a line says of them: a car says the same few hundred for hours. */
final class KnownFrames {
  private static final int PLACES = 4096;

  private final @Nullable Frame[] frames = new Frame[PLACES];
  private final byte[][] texts = new byte[PLACES][0];

  /** The frame that the rest of a line names. */
  Frame of(RigLines.Line line, int place) {
    int hash = line.hash(place);
    int index = (hash ^ hash >>> 12) & (PLACES - 1);
    Frame known = frames[index];
    if (known != null && line.endsWith(texts[index], place)) {
      return known;
    }
    String text = line.text(place);
    Frame frame = FrameText.parse(text);
    frames[index] = frame;
    texts[index] = text.getBytes(StandardCharsets.UTF_8);
    return frame;
  }
}
