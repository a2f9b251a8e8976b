// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import java.io.IOException;
import java.io.InputStream;

/**
 * The ENTER key of {@code rig can replay -i}: one line of the standard input for each frame. When
 * the input has ended nobody can press it any more, and the rest goes at once, as with canplayer.
 */
final class EnterKey {
  private boolean waiting;
  private boolean used = true;
  private volatile boolean ended;
  private volatile boolean pressed;

  /**
   * Whether the key was pressed for this frame; if not, somebody waits for it from now on.
   *
   * @param then called once when it is pressed; by another thread
   */
  boolean isPressed(Runnable then) {
    if (ended || (pressed && !used)) {
      waiting = false;
      return true;
    }
    if (!waiting) {
      waiting = true;
      used = false;
      pressed = false;
      Thread reader = new Thread(() -> read(then), "enter key");
      reader.setDaemon(true);
      reader.start();
    }
    return false;
  }

  /** The frame has gone: the next one waits for the next line. */
  void used() {
    used = true;
  }

  private void read(Runnable then) {
    InputStream in = System.in;
    int next = '\n';
    try {
      do {
        next = in.read();
      } while (next >= 0 && next != '\n');
    } catch (IOException e) {
      next = -1;
    }
    if (next < 0) {
      ended = true;
    }
    pressed = true;
    then.run();
  }
}
