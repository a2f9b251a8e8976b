// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

/** A vehicle file that doesn't fit its DBC file: where, what is wrong, and what would be right. */
public final class BindingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  BindingException(String fileName, String path, String what) {
    super(fileName + ": " + path + ": " + what);
    this.path = path;
  }

  /** Path in the file, for instance {@code bindings.airbag.deployed.signal}. */
  public String path() {
    return path;
  }
}
