// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Changes that change nothing. An operator that replaces what a method returns drops the value and
 * puts its own on the stack; where both are the same constant, no caller can tell.
 */
public final class SameCode {
  private static final Set<Integer> WIDE =
      Set.of(Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1);

  private SameCode() {}

  /** Whether two classes differ by constants only that are dropped where they are made. */
  public static boolean is(byte[] original, byte[] changed) {
    return Arrays.equals(plain(original, original), plain(original, changed));
  }

  /** Written anew with the original's constants, without what is put on the stack and dropped. */
  private static byte[] plain(byte[] original, byte[] bytes) {
    ClassWriter writer = new ClassWriter(new ClassReader(original), 0);
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String method,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new Plain(
                    super.visitMethod(access, method, descriptor, signature, exceptions));
              }
            },
            0);
    return writer.toByteArray();
  }

  /** Holds each constant back until the next instruction shows whether anybody takes it. */
  private static final class Plain extends WatchedMethod {
    private @Nullable Runnable held;
    private int drops;

    Plain(MethodVisitor target) {
      super(target);
    }

    @Override
    protected void before() {
      Runnable constant = held;
      held = null;
      if (constant != null) {
        constant.run();
      }
    }

    private void hold(int droppedBy, Runnable constant) {
      before();
      drops = droppedBy;
      held = constant;
    }

    @Override
    public void visitInsn(int opcode) {
      if (held != null && opcode == drops) {
        held = null;
      } else if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1) {
        hold(WIDE.contains(opcode) ? Opcodes.POP2 : Opcodes.POP, () -> mv.visitInsn(opcode));
      } else {
        super.visitInsn(opcode);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      boolean isWide = value instanceof Long || value instanceof Double;
      hold(isWide ? Opcodes.POP2 : Opcodes.POP, () -> mv.visitLdcInsn(value));
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (owner.equals("java/util/Optional") && name.equals("empty")) {
        hold(Opcodes.POP, () -> mv.visitMethodInsn(opcode, owner, name, descriptor, ofInterface));
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      }
    }

    @Override
    public void visitLabel(Label label) {
      before();
      super.visitLabel(label);
    }
  }
}
