// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.socketcan.link.ControllerMode;
import dev.dcmrig.can.socketcan.link.LinkSettings;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line of {@code rig can up}, and what it says of interfaces that are not there. */
class UpCommandTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  private static LinkSettings settings(String line) {
    UpCommand command = new UpCommand(new Console(System.out, System.err, Ansi.OFF));
    new CommandLine(command).parseArgs(line.split(" "));
    return command.settings();
  }

  @Test
  void aBitRateAloneLeavesTheRest() {
    assertEquals(LinkSettings.none().withBitRate(500_000), settings("can0 --bitrate 500k"));
    assertEquals(LinkSettings.none().withBitRate(500_000), settings("can0 --bitrate 500000"));
    assertEquals(LinkSettings.none().withBitRate(83_333), settings("can0 --bitrate 83.333k"));
    assertEquals(LinkSettings.none().withBitRate(1_000_000), settings("can0 --bitrate 1M"));
  }

  @Test
  void everyOptionHasItsPlace() {
    assertEquals(
        new LinkSettings(
            OptionalInt.of(500_000),
            OptionalInt.of(875),
            OptionalInt.of(2_000_000),
            OptionalInt.of(750),
            OptionalInt.of(100),
            Set.of(
                ControllerMode.FD,
                ControllerMode.LISTEN_ONLY,
                ControllerMode.LOOPBACK,
                ControllerMode.ONE_SHOT,
                ControllerMode.BUS_ERROR_REPORTING),
            OptionalInt.of(120),
            OptionalInt.of(72),
            OptionalInt.of(1000)),
        settings(
            "can0 --bitrate 500k --sample-point 0.875 --dbitrate 2M --dsample-point .75 --fd"
                + " --restart-ms 100 --listen-only --loopback --one-shot --berr-reporting"
                + " --termination 120 --txqueuelen 1000 --mtu 72"));
    assertEquals(NONE, settings("can0").bitRate());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bitrate 500kk | 'is no bit rate; write for instance 500k, 500000 or 2M'
          --bitrate 0 | is no bit rate
          --bitrate 21M | is no bit rate
          --bitrate 0.5 | is no bit rate
          --bitrate 500k --sample-point 87.5 | is no sample point; write for instance 0.875
          --bitrate 500k --sample-point 0.8751 | is no sample point
          --bitrate 500k --sample-point 0.0 | is no sample point
          --sample-point 0.875 | --sample-point belongs to --bitrate
          --dbitrate 2M --bitrate 500k | --dbitrate is the data phase's of FD; add --fd
          --fd --dsample-point 0.75 | --dsample-point belongs to --dbitrate
          --fd --bitrate 500k --dbitrate 250k | --dbitrate is lower than --bitrate
          --restart-ms -1 | --restart-ms is 0 or more
          --termination 70000 | --termination is 0 to 65535 ohms
          --txqueuelen 0 | --txqueuelen is 1 or more
          --mtu 1 | --mtu is 16 (classic), 72 (FD) or 76 to 2060 (XL)
          --fd --mtu 16 | --mtu 16 carries no FD frames
          --bitrates 500k | Unknown option
          """)
  void whatContradictsItselfIsWrongUsage(String options, String reason) {
    Rig rig = Rig.run(("can up can0 " + options).split(" "));
    assertEquals(ExitCode.USAGE, rig.code(), rig.toString());
    assertTrue(rig.err().contains(reason), rig.toString());
    assertTrue(rig.err().contains("Try 'rig can up --help'"), rig.toString());
    assertFalse(rig.err().contains("\tat "), rig.toString());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anInterfaceThatIsNotThereIsWrongUsage() {
    for (String command : new String[] {"up", "down"}) {
      Rig rig = Rig.run("can", command, "socketcan:can77");
      assertEquals(ExitCode.USAGE, rig.code(), rig.toString());
      assertTrue(rig.err().startsWith("rig: can77: no such CAN interface; there is"), rig.err());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theListIsReadableByPrograms() {
    Rig rig = Rig.run("can", "list", "--json");
    assertEquals(ExitCode.PASSED, rig.code(), rig.toString());
    assertTrue(rig.out().startsWith("["), rig.out());
    assertEquals(ExitCode.PASSED, Rig.run("can", "list").code());
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    Rig rig = Rig.run("can");
    assertEquals(ExitCode.USAGE, rig.code());
    assertTrue(rig.err().contains("say what to do: list, up, down"), rig.err());
  }
}
