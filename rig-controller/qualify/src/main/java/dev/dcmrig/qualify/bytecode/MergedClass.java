// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class with several of its methods changed, each as another changed class has it. */
public final class MergedClass {
  private MergedClass() {}

  /**
   * Takes each named method, with all of its overloads, from the class that changed it.
   *
   * @param original the class as it is
   * @param changed by the name of a method: the class in which it is another
   */
  public static byte[] of(byte[] original, Map<String, byte[]> changed) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String method,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            byte[] other = changed.get(method);
            if (other != null) {
              copy(other, method, descriptor, writer);
              return null;
            }
            return super.visitMethod(access, method, descriptor, signature, exceptions);
          }
        },
        0);
    return writer.toByteArray();
  }

  private static void copy(byte[] from, String wanted, String form, ClassVisitor to) {
    new ClassReader(from)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String method,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return method.equals(wanted) && descriptor.equals(form)
                    ? to.visitMethod(access, method, descriptor, signature, exceptions)
                    : null;
              }
            },
            0);
  }
}
