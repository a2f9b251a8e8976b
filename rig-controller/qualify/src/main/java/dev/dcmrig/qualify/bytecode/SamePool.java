// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * A changed class whose constants stand where they stood. A JVM that is given a class with another
 * order of constants has to renumber what refers to them, and JDK 17 does that wrongly for records:
 * it crashes, or reads other fields.
 */
public final class SamePool {
  private SamePool() {}

  /** The changed class, with the original's constants first. */
  public static byte[] of(byte[] original, byte[] changed) {
    ClassWriter writer = new ClassWriter(new ClassReader(original), 0);
    new ClassReader(changed).accept(writer, 0);
    return writer.toByteArray();
  }
}
