// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a bus in the order of their connection, and what the bus asks of all of them with
 * each frame: counted when something changes, so that a frame costs no look at every node.
 */
final class Members {
  private EmulatedNode[] all = {};
  private EmulatedNode[] listening = {};

  /** How many would acknowledge a frame. */
  private int acknowledging;

  /** How many have a frame to send. */
  private int waiting;

  /** The last one that began to wait. */
  private @Nullable EmulatedNode lastAsker;

  /** Whether some receive error counter may not be 0. */
  private boolean troubled;

  EmulatedNode[] all() {
    return all;
  }

  void add(EmulatedNode node) {
    all = Arrays.copyOf(all, all.length + 1);
    all[all.length - 1] = node;
    changed();
  }

  void remove(EmulatedNode node) {
    all = Arrays.stream(all).filter(other -> other != node).toArray(EmulatedNode[]::new);
    changed();
  }

  /** Somebody came, went, was plugged or unplugged, went off the bus or came back. */
  void changed() {
    listening =
        Arrays.stream(all)
            .filter(node -> node.listener != FrameListener.NONE)
            .toArray(EmulatedNode[]::new);
    acknowledging = 0;
    for (EmulatedNode node : all) {
      if (node.acknowledges()) {
        acknowledging++;
      }
    }
  }

  void clear() {
    all = new EmulatedNode[0];
    waiting = 0;
    changed();
  }

  void beginsToWait(EmulatedNode node) {
    waiting++;
    lastAsker = node;
  }

  void waitsNoMore() {
    waiting--;
  }

  boolean anyWaits() {
    return waiting > 0;
  }

  /** The only one that has a frame to send; null when there are others, or it is not known. */
  @Nullable EmulatedNode onlyWaiting() {
    EmulatedNode node = lastAsker;
    return waiting == 1 && node != null && !node.queue.isEmpty() ? node : null;
  }

  /** Whether anybody but its sender acknowledges a frame. */
  boolean acknowledge(EmulatedNode sender) {
    return acknowledging > (sender.acknowledges() ? 1 : 0);
  }

  /** Receive errors were counted somewhere. */
  void troubled() {
    troubled = true;
  }

  /** A frame has ended well, and everybody else has it. */
  void deliver(EmulatedNode sender, long now, Frame frame) {
    if (troubled) {
      deliverAndForgive(sender, now, frame);
      return;
    }
    for (EmulatedNode node : listening) {
      if (node != sender && node.hears()) {
        node.listener.onFrame(now, frame);
      }
    }
  }

  private void deliverAndForgive(EmulatedNode sender, long now, Frame frame) {
    troubled = false;
    for (EmulatedNode node : all) {
      if (node != sender && node.hears()) {
        node.receivedWell();
        node.listener.onFrame(now, frame);
      }
      troubled |= node.receiveErrors() > 0;
    }
  }

  /** Tells the silent ones, who alone see error frames. */
  void report(long now, int kind, EmulatedNode about) {
    Frame error = null;
    for (EmulatedNode node : all) {
      if (node.silent && node.plugged) {
        if (error == null) {
          error = ErrorFrames.of(kind, about);
        }
        node.listener.onFrame(now, error);
      }
    }
  }
}
