// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import dev.dcmrig.qualify.bytecode.LineProbes;
import dev.dcmrig.qualify.bytecode.SamePool;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Gives classes of a running rig other bytes (JVM TI, by {@code java.lang.instrument}). Code that
 * is warm stays warm, which a class loader of its own for each change would not do.
 */
public final class Agent {
  private static @Nullable Instrumentation instrumentation;

  private Agent() {}

  /**
   * Called by the JVM before anything of the rig is loaded.
   *
   * @param probed packages whose lines get probes, with commas between them; empty for none
   */
  public static void premain(@Nullable String probed, Instrumentation given) {
    instrumentation = given;
    if (probed != null && !probed.isEmpty()) {
      given.addTransformer(new LineProbes(List.of(probed.split(",", -1))));
    }
  }

  /** Makes the jar that the JVM takes an agent from: nothing but a manifest is in it. */
  public static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", Agent.class.getName());
    main.putValue("Can-Redefine-Classes", "true");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /**
   * Gives a class other bytes.
   *
   * @param original the bytes of its class file
   * @throws NotPossible when the JVM refuses them
   */
  static void redefine(String type, byte[] original, byte[] bytes) throws NotPossible {
    Instrumentation jvm = instrumentation;
    if (jvm == null) {
      throw new IllegalStateException("this JVM was started without its agent");
    }
    try {
      Class<?> loaded = Class.forName(type, false, Agent.class.getClassLoader());
      jvm.redefineClasses(new ClassDefinition(loaded, SamePool.of(original, bytes)));
    } catch (ClassNotFoundException
        | UnmodifiableClassException
        | LinkageError
        | UnsupportedOperationException e) {
      throw new NotPossible(type + " can't be changed like this: " + e, e);
    }
  }

  /** A change that no JVM would run. */
  static final class NotPossible extends Exception {
    private static final long serialVersionUID = 1L;

    NotPossible(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
