// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Fault;

/** What of a changed class a running JVM can take. */
final class ClassKind {
  private static final String STATIC_INITIALIZER = "<clinit>";

  private ClassKind() {}

  /** Whether the changed code runs when its class is first used, and never again. */
  static boolean runsOnce(Fault fault) {
    return fault.method().equals(STATIC_INITIALIZER);
  }

  /**
   * Whether a JVM can be given other bytes of the class only once: JDK 17 renumbers the constants
   * of records wrongly from the second time on.
   */
  static boolean isGivenOtherBytesOnce(Fault fault) {
    if (fault.kind() != Fault.Kind.BYTECODE) {
      return false;
    }
    try {
      return runsOnce(fault)
          || Class.forName(fault.type(), false, ClassKind.class.getClassLoader()).isRecord();
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
