// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts a probe at the beginning of each line of some packages, as their classes are loaded. */
public final class LineProbes implements ClassFileTransformer {
  private static final int API = Opcodes.ASM9;
  private static final String PROBES = Probes.class.getName().replace('.', '/');

  private final List<String> prefixes;

  /**
   * @param packages by how the names of their classes begin: {@code dev.dcmrig.dcm}
   */
  public LineProbes(List<String> packages) {
    this.prefixes = packages.stream().map(name -> name.replace('.', '/')).toList();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null || redefined != null || prefixes.stream().noneMatch(name::startsWith)) {
      return null;
    }
    return probed(name.replace('/', '.'), bytes);
  }

  /** The same class, with probes. */
  static byte[] probed(String type, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(API, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String method,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return new Probing(
                type, super.visitMethod(access, method, descriptor, signature, exceptions));
          }
        },
        0);
    return writer.toByteArray();
  }

  /**
   * The probe stands before the first instruction of its line: behind the stack map frame that may
   * lie between line number and instruction, and behind a NEW, which frames point at.
   */
  private static final class Probing extends WatchedMethod {
    private static final int NONE = -1;

    private final String type;
    private int pending = NONE;

    Probing(String type, MethodVisitor target) {
      super(target);
      this.type = type;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
      super.visitLineNumber(line, start);
      pending = line;
    }

    @Override
    protected void before() {
      if (pending != NONE) {
        int number = Probes.number(type, pending);
        pending = NONE;
        mv.visitLdcInsn(number);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES, "hit", "(I)V", false);
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String named) {
      if (opcode == Opcodes.NEW) {
        mv.visitTypeInsn(opcode, named);
        before();
      } else {
        super.visitTypeInsn(opcode, named);
      }
    }
  }
}
