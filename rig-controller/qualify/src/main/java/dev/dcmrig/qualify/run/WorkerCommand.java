// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.worker.Agent;
import dev.dcmrig.qualify.worker.ClassFiles;
import dev.dcmrig.sim.host.TemporaryFolders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a worker's process is started.
 *
 * @param mainClass that begins a worker
 * @param arguments for it
 * @param root of the rig
 * @param heapMegabytes that it may use; a fault that fills memory ends there
 * @param options further ones of its JVM
 * @param tests class path of tests, behind that of the rig
 */
public record WorkerCommand(
    String mainClass,
    List<String> arguments,
    Path root,
    int heapMegabytes,
    List<String> options,
    List<Path> tests) {

  /** What a scenario needs, many times over. */
  public static final int HEAP_MEGABYTES = 512;

  /** Looks for what may never come: fifteen seconds. */
  private static final int PATIENCE_LOOKS = 150;

  public WorkerCommand {
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
    tests = List.copyOf(tests);
  }

  /**
   * The command line.
   *
   * @param probed packages whose lines get probes
   */
  List<String> words(List<String> probed) throws IOException {
    Path agent = TemporaryFolders.create("agent").resolve("agent.jar");
    Agent.writeJar(agent);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xss2m");
    words.add("-XX:+UseSerialGC");
    words.add("-Xmx" + heapMegabytes + "m");
    // A class that is given other bytes has to be compiled anew: an optimising compiler never pays.
    words.add("-XX:TieredStopAtLevel=1");
    // A JVM without memory is in no state to go on with; this one ends with 3.
    words.add("-XX:+ExitOnOutOfMemoryError");
    // An exception without a stack says nobody's name.
    words.add("-XX:-OmitStackTraceInFastThrow");
    words.addAll(options);
    words.add("-javaagent:" + agent + "=" + String.join(",", probed));
    words.add("-Drig.root=" + root);
    words.add("-Drig.patience.looks=" + PATIENCE_LOOKS);
    words.add("-cp");
    words.add(
        Stream.concat(ClassFiles.classPath().stream(), tests.stream())
            .distinct()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }
}
