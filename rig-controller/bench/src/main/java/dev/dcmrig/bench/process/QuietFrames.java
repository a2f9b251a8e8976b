// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.candump.FrameText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a DCM has called quiet: a frame of an identifier, when it comes after that frame of the
 * identifier which came before it (docs/DCM-INTERFACE.md, section 0). Two frames are the same when
 * all of them is.
 */
final class QuietFrames {
  /** Contents of one identifier that are kept; beyond them it begins anew. */
  private static final int MAX_CONTENTS = 64;

  /** Contents that one content may quietly come after. */
  private static final int MAX_BEFORE = 4;

  /** One content of an identifier. */
  static final class Content {
    /** As a line says it, with a blank before it. */
    final byte[] text;

    private final @Nullable Content[] quietAfter = new Content[MAX_BEFORE];
    private int count;
    private long age;

    private Content(Frame frame) {
      this.text = (" " + FrameText.log(frame)).getBytes(StandardCharsets.US_ASCII);
    }
  }

  private static final class Identifier {
    private final Map<Frame, Content> contents = new HashMap<>();
    private @Nullable Content last;
    private long age;
  }

  private final @Nullable Identifier[] base = new Identifier[Frame.MAX_BASE_ID + 1];
  private final Map<Integer, Identifier> extended = new HashMap<>();
  private long age;

  private Identifier identifier(Frame frame) {
    if (frame.isExtended()) {
      return extended.computeIfAbsent(frame.id(), id -> new Identifier());
    }
    Identifier known = base[frame.id()];
    if (known == null) {
      known = new Identifier();
      base[frame.id()] = known;
    }
    return known;
  }

  /** What a frame says. */
  Content content(Frame frame) {
    Identifier identifier = identifier(frame);
    Content known = identifier.contents.get(frame);
    if (known == null) {
      if (identifier.contents.size() >= MAX_CONTENTS) {
        identifier.contents.clear();
      }
      known = new Content(frame);
      identifier.contents.put(frame, known);
    }
    return known;
  }

  /** Whether the DCM has called it quiet after the one before it. */
  boolean isQuiet(Frame frame, Content content) {
    Identifier identifier = identifier(frame);
    Content before = identifier.last;
    if (before != null && content.age == age + identifier.age) {
      for (int index = 0; index < content.count; index++) {
        if (content.quietAfter[index] == before) {
          return true;
        }
      }
    }
    return false;
  }

  /** The frame has been told. */
  void told(Frame frame, Content content, boolean calledQuiet) {
    Identifier identifier = identifier(frame);
    Content before = identifier.last;
    identifier.last = content;
    if (!calledQuiet || before == null) {
      return;
    }
    if (content.age != age + identifier.age) {
      content.age = age + identifier.age;
      content.count = 0;
    }
    if (content.count < MAX_BEFORE) {
      content.quietAfter[content.count++] = before;
    }
  }

  /**
   * Nothing is quiet any more.
   *
   * @param of a frame of the identifier that this is about; null for all
   */
  void forget(@Nullable Frame of) {
    if (of == null) {
      age++;
    } else {
      identifier(of).age++;
    }
  }
}
