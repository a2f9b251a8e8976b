// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code rig}, with a Java and a Maven that only say how they were called. */
class LauncherTest {

  @TempDir Path folder;
  private Path root;
  private Path stamp;

  @BeforeEach
  void lay() throws IOException {
    root = Files.createDirectories(folder.resolve("a b/the rig")).toRealPath();
    Files.copy(RigHome.find().root().resolve("rig"), root.resolve("rig"));
    Files.writeString(root.resolve("pom.xml"), "");
    stamp = root.resolve("rig-controller/rig-app/target/rig.classpath");
    Files.createDirectories(stamp.getParent());
    tool(
        "jdk/bin/java",
        "[ \"$1\" = -version ] && { echo 'openjdk version \"17.0.1\"' >&2; exit; }");
    tool("bin/mvn", "echo built >&2");
    Files.writeString(stamp.resolveSibling("rig-app.jar"), "");
    Files.writeString(root.resolve("x.jar"), "");
  }

  /** Prints its arguments, a line each. */
  private void tool(String name, String first) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + first + "\nfor a in \"$@\"; do echo \"$a\"; done\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private List<String> start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", root.resolve("rig").toString(), "run", "--tags", "@A or @B");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    Process rig = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(rig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, rig.waitFor(), said);
    return said.lines().toList();
  }

  @Test
  void aPathWithSpacesStaysOneWord() throws Exception {
    Files.writeString(stamp, root + "/x.jar");
    Files.writeString(root.resolve("rig-controller/rig-app/target/rig-17.jsa"), "");
    List<String> said = start();
    String target = root + "/rig-controller/rig-app/target/";
    assertTrue(said.contains("-XX:SharedArchiveFile=" + target + "rig-17.jsa"), said::toString);
    assertTrue(said.contains("-Drig.root=" + root), said::toString);
    assertTrue(said.contains(target + "rig-app.jar:" + root + "/x.jar"), said::toString);
    assertEquals(List.of("run", "--tags", "@A or @B"), said.subList(said.size() - 3, said.size()));
    assertTrue(!said.contains("built"), said::toString);
  }

  @Test
  void theVersionIsReadFromTheFileBesideTheJdkIfThereIsOne() throws Exception {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.2\"\n");
    Files.writeString(stamp, root + "/x.jar");
    Path archive = root.resolve("rig-controller/rig-app/target/rig-21.jsa");
    Files.writeString(archive, "");
    assertTrue(start().contains("-XX:SharedArchiveFile=" + archive));
  }

  @Test
  void aStampThatTellsOfNoRigIsBuiltAgain() throws Exception {
    Path elsewhere = folder.resolve("x.jar");
    Files.writeString(elsewhere, "");
    Files.writeString(stamp, elsewhere.toString());
    assertTrue(start().contains("built"));
  }

  /** Jars of a repository elsewhere stay; those of the rig are looked for where it is now. */
  @Test
  void aBuiltFolderThatWasMovedIsNotBuiltAgain() throws Exception {
    Path elsewhere = Files.writeString(folder.resolve("lib.jar"), "");
    Path jar = root.resolve("virtual-vehicle/sim/target/sim.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "");
    Files.writeString(stamp, "/old place/virtual-vehicle/sim/target/sim.jar:" + elsewhere);
    List<String> said = start();
    assertTrue(!said.contains("built"), said::toString);
    String classpath = stamp.resolveSibling("rig-app.jar") + ":" + jar + ":" + elsewhere;
    assertTrue(said.contains(classpath), said::toString);
    assertEquals(jar + ":" + elsewhere, Files.readString(stamp));
  }

  @Test
  void aCopyIsNotBuiltAgainForItsNewTimesAndAChangeIs() throws Exception {
    Path source = root.resolve("virtual-vehicle/sim/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class A {}");
    tool("bin/mvn", "echo built >&2; printf %s '" + root + "/x.jar' >'" + stamp + "'");
    assertTrue(start().contains("built"));
    FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    Files.setLastModifiedTime(source, later);
    List<String> said = start();
    assertTrue(!said.contains("built"), said::toString);
    Files.writeString(source, "class A { }");
    Files.setLastModifiedTime(source, later);
    assertTrue(start().contains("built"));
  }

  @Test
  void aBuildTellsItsModulesAndNothingElseOfMaven() throws Exception {
    tool(
        "bin/mvn",
        "printf %s '"
            + root
            + "/x.jar' >'"
            + stamp
            + "'; echo '[INFO] Building sim 0.1.0-SNAPSHOT    [2/27]'; echo '[INFO] dull'");
    List<String> said = start();
    assertTrue(said.contains("rig: module 2/27, sim 0.1.0-SNAPSHOT"), said::toString);
    assertTrue(said.stream().noneMatch(line -> line.contains("dull")), said::toString);
    tool("bin/mvn", "echo '[ERROR] it does not compile'; exit 1");
    Files.delete(stamp);
    ProcessBuilder builder = new ProcessBuilder("sh", root.resolve("rig").toString(), "run");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    Process rig = builder.redirectErrorStream(true).start();
    String failed = new String(rig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, rig.waitFor(), failed);
    assertTrue(failed.contains("[ERROR] it does not compile"), failed);
    assertTrue(failed.contains("the build failed"), failed);
  }

  @Test
  void aJarThatCanNotBeReadIsNamedAndIsNoFailedRequirement() throws Exception {
    Files.writeString(stamp, root + "/gone.jar");
    ProcessBuilder builder = new ProcessBuilder("sh", root.resolve("rig").toString(), "run");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Process rig = builder.redirectErrorStream(true).start();
    String said = new String(rig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, rig.waitFor(), said);
    assertTrue(said.contains("gone.jar can't be read"), said);
  }

  @Test
  void tooFewOpenFilesAreSaidBeforeAnythingIsBuilt() throws Exception {
    Process rig =
        new ProcessBuilder("sh", "-c", "ulimit -n 64; exec sh \"$0\" run", root + "/rig")
            .redirectErrorStream(true)
            .start();
    String said = new String(rig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, rig.waitFor(), said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains("ulimit -n 1024"), said);
  }
}
