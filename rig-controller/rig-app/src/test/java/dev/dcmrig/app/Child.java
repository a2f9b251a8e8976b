// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import dev.dcmrig.bench.config.RigHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own, for what can't be tried in this one. */
public final class Child {
  /**
   * For a JVM that lives for seconds: without the optimising compiler it takes a quarter less of
   * processor time.
   */
  public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

  private Child() {}

  /**
   * How it is started: Java, its options, the rig's arguments.
   *
   * @param options further ones of the JVM: the garbage collector among them
   */
  public static List<String> command(List<String> options, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(QUICK_START);
    words.addAll(options);
    words.add("-Xss2m");
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add("-D" + RigHome.PROPERTY + "=" + RigHome.find().root());
    words.add("-Dpicocli.ansi=false");
    words.add(Main.class.getName());
    words.addAll(List.of(arguments));
    return words;
  }
}
