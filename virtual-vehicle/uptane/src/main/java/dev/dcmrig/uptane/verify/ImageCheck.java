// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Target;

/**
 * Checks an image while its bytes go by (Uptane 5.4.3.4, step 7): all hashes and the length. It
 * keeps no byte. What went by counts for nothing before {@link #finish} came back.
 */
public final class ImageCheck {
  private final Target target;
  private final Hashes hashes;
  private long length;
  private boolean over;

  public ImageCheck(Target target) {
    this.target = target;
    this.hashes = new Hashes(target.hashes());
  }

  /** How many bytes are still to come. */
  public long missing() {
    return target.length() - length;
  }

  /** The next bytes. The first one beyond the length ends it. */
  public void update(byte[] bytes, int offset, int count) throws Rejection {
    if (over || count > missing()) {
      over = true;
      throw new Rejection(
          "5.4.3.4-7",
          Attack.ENDLESS_DATA,
          target.path() + ": more than its " + target.length() + " bytes");
    }
    length += count;
    hashes.update(bytes, offset, count);
  }

  /** All bytes came. To be asked once. */
  public void finish() throws Rejection {
    if (over || missing() != 0) {
      over = true;
      throw new Rejection(
          "5.4.3.4-7",
          Attack.ARBITRARY_SOFTWARE,
          target.path() + " has " + length + " bytes of its " + target.length());
    }
    over = true;
    if (!hashes.match()) {
      throw new Rejection(
          "5.4.3.4-7", Attack.ARBITRARY_SOFTWARE, target.path() + ": a hash does not match");
    }
  }
}
