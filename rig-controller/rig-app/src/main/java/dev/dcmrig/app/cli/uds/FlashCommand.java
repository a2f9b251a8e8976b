// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.FlashActions;
import dev.dcmrig.uds.data.IdentityData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig uds flash}. */
@Command(
    name = "flash",
    description = "Gives an ECU new software: erase, download, check, dependencies, reset.",
    footer = {
      "",
      "The steps, each named when it fails: extended session, other ECUs quiet (85, 28),"
          + " programming",
      "session, SecurityAccess, erase (31 FF00), download (34, 36, 37), check by CRC-32 (31 0202),",
      "dependencies (31 FF01), reset (11), version read.",
      "",
      "Example:",
      "  rig uds flash emulated:test navigation new-software.bin"
    })
public final class FlashCommand implements Callable<Integer> {
  private static final long BOOT_NANOS = 500_000_000;

  @Mixin private Car car = new Car();

  @Parameters(
      index = "1",
      paramLabel = "ECU",
      description = "As the vehicle file calls it.",
      completionCandidates = Car.Names.class)
  private String ecu = "";

  @Parameters(index = "2", paramLabel = "FILE", description = "The software, byte for byte.")
  private Path file = Path.of("");

  @Option(names = "--no-quiet", description = "Leaves the other ECUs' messages on (no 85, no 28).")
  private boolean noQuiet;

  private final Console console;

  public FlashCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CarDiagnostics.Ecu asked = car.ecu(ecu);
    EcuFile.Flash flash =
        asked
            .file()
            .flash()
            .orElseThrow(
                () -> wrong("'" + ecu + "'", "takes no software, says its file", takers()));
    byte[] software = software(flash);
    return Dialog.run(console, car, ecu, dialog -> flash(dialog, flash, software));
  }

  private static ConfigurationException wrong(String where, String what, String remedy) {
    return new ConfigurationException(new Problem(where, 0, what, remedy));
  }

  private String takers() {
    List<String> names =
        car.file().diagnostics().ecus().values().stream()
            .filter(one -> one.file().flash().isPresent())
            .map(CarDiagnostics.Ecu::name)
            .toList();
    return names.isEmpty() ? "no ECU of this car does" : "those that do: " + names;
  }

  private byte[] software(EcuFile.Flash flash) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw wrong(file.toString(), "is no file", "name the software to be written");
    }
    long size = Files.size(file);
    if (size == 0 || size > flash.size()) {
      throw wrong(
          file.toString(),
          "has " + size + " bytes",
          ecu + " has room for 1 to " + flash.size() + " bytes");
    }
    return Files.readAllBytes(file);
  }

  private void flash(Dialog dialog, EcuFile.Flash flash, byte[] software) {
    step("entering the extended session");
    dialog.enter(EcuDescription.EXTENDED_SESSION);
    if (!noQuiet) {
      dialog.need(
          "storing of trouble codes was switched off", new Request.ControlDtcSetting(2, false));
      dialog.need("messages were switched off", new Request.CommunicationControl(3, false, 1));
    }
    step("entering the programming session");
    dialog.enter(EcuDescription.PROGRAMMING_SESSION);
    dialog.unlock(flash.level());
    step("erasing");
    result(dialog, "erasing", FlashActions.ERASE, new byte[0]);
    download(dialog, flash, software);
    step("checking");
    result(dialog, "checking the software", FlashActions.CHECK, FlashActions.crc(software));
    result(dialog, "checking dependencies", FlashActions.DEPENDENCIES, new byte[0]);
    step("resetting");
    dialog.need("being reset", new Request.EcuReset(1, false));
    dialog.pause(BOOT_NANOS);
    byte[] version =
        dialog.need(
            "its version was read", new Request.ReadData(List.of(IdentityData.SOFTWARE_VERSION)));
    console.line(
        ecu
            + " has taken "
            + software.length
            + " bytes; software version "
            + Shown.value(
                Arrays.copyOfRange(version, Math.min(2, version.length), version.length)));
  }

  private void step(String doing) {
    console.status(ecu + ": " + doing);
  }

  /** A routine that says 0 when it went well. */
  private static void result(Dialog dialog, String doing, int routine, byte[] option) {
    byte[] data = dialog.need(doing, new Request.RoutineControl(1, false, routine, option));
    if (data.length < 4 || data[3] != 0) {
      throw dialog.fail(
          dialog.ecu().name()
              + " did not succeed in "
              + doing
              + String.format(" (routine 0x%04X says %s)", routine, Shown.value(data)));
    }
  }

  private void download(Dialog dialog, EcuFile.Flash flash, byte[] software) {
    byte[] begun =
        dialog.need(
            "being asked to take software",
            new Request.RequestDownload(0, flash.first(), software.length));
    int longest = longest(dialog, begun) - 2;
    int counter = 1;
    for (int at = 0; at < software.length; at += longest) {
      byte[] block = Arrays.copyOfRange(software, at, Math.min(at + longest, software.length));
      dialog.need("taking the block at " + at, new Request.TransferData(counter, block));
      counter = (counter + 1) & 0xFF;
      step(
          "taking software, "
              + (at + block.length) * 100L / software.length
              + " % of "
              + software.length
              + " bytes");
    }
    dialog.need("the download was ended", new Request.TransferExit(new byte[0]));
  }

  private static int longest(Dialog dialog, byte[] begun) {
    int size = begun.length == 0 ? 0 : (begun[0] & 0xF0) >> 4;
    int longest = 0;
    for (int n = 1; n <= size && n < begun.length; n++) {
      longest = longest << 8 | (begun[n] & 0xFF);
    }
    if (longest < 3 || longest > 4095) {
      throw dialog.fail(dialog.ecu().name() + " takes blocks of " + longest + " bytes: 3 to 4095");
    }
    return longest;
  }
}
