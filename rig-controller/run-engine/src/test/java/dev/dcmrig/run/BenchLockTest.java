// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchLockTest {
  private static final String BUS = "socketcan:vcan0";

  @TempDir Path folder;

  private String refusal() {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> BenchLock.take(BUS, folder)).getMessage());
  }

  @Test
  void aSecondRunIsRefusedWithProcessAndFolderOfTheFirst() {
    try (BenchLock first = BenchLock.take(BUS, folder)) {
      first.folder(Path.of("/runs/first"));
      String refusal = refusal();
      String pid = "process " + ProcessHandle.current().pid() + ", run folder /runs/first";
      assertTrue(refusal.contains("another run is on it: " + pid), refusal);
      BenchLock.take("socketcan:vcan1", folder).close();
    }
    BenchLock.take(BUS, folder).close();
  }

  @Test
  void aFileThatAKilledRunHasLeftIsNoLock() throws Exception {
    Files.writeString(
        folder.resolve("rig-bench-socketcan-vcan0.lock"), "process 1, run folder /gone\n");
    BenchLock.take(BUS, folder).close();
  }

  /** A folder for temporary files is everybody's: a link there must not lead to a file of ours. */
  @Test
  void aLinkInPlaceOfTheLockIsNotFollowed() throws Exception {
    Path file = Files.writeString(folder.resolve("mine"), "of value");
    Files.createSymbolicLink(folder.resolve("rig-bench-socketcan-vcan0.lock"), file);
    assertTrue(refusal().contains("can't be told"));
    assertEquals("of value", Files.readString(file));
  }

  @Test
  void aBenchOfALongPathHasALockOfItsOwn() {
    String deep = "supply: scpi-supply of /" + "a/".repeat(300);
    try (BenchLock first = BenchLock.take(deep + "one.yaml", folder);
        BenchLock second = BenchLock.take(deep + "two.yaml", folder)) {
      first.folder(Path.of("/runs/first"));
      second.folder(Path.of("/runs/second"));
      assertThrows(
          ConfigurationException.class, () -> BenchLock.take(deep + "two.yaml", folder).close());
    }
  }

  /** The process holds it, and is killed: nothing is cleaned up by hand. */
  @Test
  void aLockEndsWithItsProcessHoweverThatEnds() throws Exception {
    Path file = folder.resolve("rig-bench-socketcan-vcan0.lock");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      holder.getInputStream().read();
      assertTrue(refusal().contains("another run is on it"));
    } finally {
      holder.destroyForcibly();
      assertTrue(holder.waitFor(60, TimeUnit.SECONDS));
    }
    BenchLock.take(BUS, folder).close();
  }

  /** Locks a file, says so, and waits to be killed. */
  public static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (FileChannel channel =
          FileChannel.open(
              Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.write('l');
        System.out.flush();
        System.in.read();
      }
    }
  }
}
