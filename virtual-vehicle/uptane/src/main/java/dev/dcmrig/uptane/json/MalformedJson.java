// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.json;

/** A document that can't be read, or lacks what it must have. The message names the place. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedJson(String message) {
    super(message);
  }

  public MalformedJson(String message, Throwable cause) {
    super(message, cause);
  }
}
