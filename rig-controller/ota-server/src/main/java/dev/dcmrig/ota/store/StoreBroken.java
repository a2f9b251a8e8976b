// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

/** Database or disk failed; nothing of the change that was under way has happened. */
public final class StoreBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreBroken(String message, Throwable cause) {
    super(message, cause);
  }
}
