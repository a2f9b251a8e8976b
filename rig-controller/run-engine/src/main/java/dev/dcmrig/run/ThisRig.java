// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.ToolIdentity;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the rig itself: its commit, and the hash of every jar that it is made of. That takes
 * some tenths of a second, so it goes on beside the first scenarios.
 */
final class ThisRig {

  /** What all of it may take; then the rig counts as unknown. */
  private static final int BOUND_SECONDS = 60;

  /** Beside an unpacked release: version and commit. */
  private static final String RELEASE = "release.properties";

  private static @Nullable List<ToolIdentity.Entry> ownClassPath;

  private final String version;
  private final FutureTask<ToolIdentity> looking;

  private ThisRig(String version, FutureTask<ToolIdentity> looking) {
    this.version = version;
    this.looking = looking;
  }

  /** Begins to look, on a thread of its own. */
  static ThisRig look(RigHome home, String version) {
    FutureTask<ToolIdentity> looking = new FutureTask<>(() -> identity(home.root(), version));
    Thread thread = new Thread(looking, "rig-identity");
    thread.setDaemon(true);
    thread.start();
    return new ThisRig(version, looking);
  }

  /** What was found; waits for it. What can't be found out is unknown, and ends no run. */
  ToolIdentity identity() {
    try {
      return looking.get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      looking.cancel(true);
    }
    return new ToolIdentity(
        version,
        "",
        true,
        java(),
        List.of(),
        List.of("commit and class path: nothing after " + BOUND_SECONDS + " s"));
  }

  private static ToolIdentity identity(Path root, String version) throws IOException {
    String commit = "";
    boolean dirty = false;
    List<String> missing = new ArrayList<>();
    if (Files.exists(root.resolve(".git"))) {
      commit = git(root, "commit", missing, "rev-parse", "HEAD").strip();
      dirty = !git(root, "changes", missing, "status", "--porcelain").isBlank();
    } else if (Files.isRegularFile(root.resolve(RELEASE))) {
      commit = released(root.resolve(RELEASE), missing);
    } else {
      missing.add("commit: the rig's folder is no repository");
    }
    // What can't be told from an unchanged tree does not count as one.
    dirty |= missing.stream().anyMatch(what -> what.startsWith("changes"));
    return new ToolIdentity(version, commit, dirty, java(), classPath(), missing);
  }

  private static String java() {
    return System.getProperty("java.vm.version") + ", " + System.getProperty("java.vendor");
  }

  /** The commit that a release was made of. */
  private static String released(Path file, List<String> missing) throws IOException {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      release.load(reader);
    }
    String commit = release.getProperty("commit", "");
    if (!commit.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      missing.add("commit: " + RELEASE + " names none");
      return "";
    }
    return commit;
  }

  /** What git says; without an answer it is put down what is missing. */
  private static String git(Path root, String what, List<String> missing, String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(words));
    ShortAnswer answer = ShortAnswer.of(command);
    if (!answer.missing().isEmpty()) {
      missing.add(what + ": " + answer.missing());
    }
    return answer.said();
  }

  /**
   * What this process was started with. It is looked at once, however many runs a process makes: a
   * hundred megabytes take a second or more.
   */
  private static synchronized List<ToolIdentity.Entry> classPath() throws IOException {
    if (ownClassPath == null) {
      ownClassPath = List.copyOf(entries(System.getProperty("java.class.path", "")));
    }
    return ownClassPath;
  }

  private static List<ToolIdentity.Entry> entries(String classPath) throws IOException {
    List<ToolIdentity.Entry> entries = new ArrayList<>();
    for (String word : classPath.split(File.pathSeparator, -1)) {
      Path entry = Path.of(word);
      String name = String.valueOf(entry.getFileName());
      if (Files.isRegularFile(entry)) {
        entries.add(new ToolIdentity.Entry(name, RunFolder.sha256(entry)));
      } else if (Files.isDirectory(entry)) {
        entries.add(new ToolIdentity.Entry(name, folderHash(entry)));
      }
    }
    return entries;
  }

  /** SHA-256 over the lines {@code NAME SP SHA-256 LF} of its files, sorted by name. */
  private static String folderHash(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.append(folder.relativize(file)).append(' ');
        lines.append(RunFolder.sha256(file)).append('\n');
      }
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
