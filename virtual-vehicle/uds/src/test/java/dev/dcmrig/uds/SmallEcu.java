// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.uds.EcuDescription.DataIdentifier;
import dev.dcmrig.uds.EcuDescription.Dtc;
import dev.dcmrig.uds.EcuDescription.Routine;
import dev.dcmrig.uds.EcuDescription.Rule;
import dev.dcmrig.uds.EcuDescription.Session;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ECU that has a little of everything, and the requests that it gets by hand. */
final class SmallEcu implements EcuActions {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  static final Rule EVERYWHERE = new Rule(Set.of(1, 2, 3), 0);
  static final Rule NOWHERE = new Rule(Set.of(), 0);
  static final Rule EXTENDED = new Rule(Set.of(2, 3), 0);
  static final Rule UNLOCKED = new Rule(Set.of(2, 3), 1);

  final VirtualTimeline timeline;
  final EcuDescription description = description(4095);
  final DtcMemory dtcs = new DtcMemory(description);
  final UdsServer server;
  final List<String> said = new ArrayList<>();
  final List<String> done = new ArrayList<>();
  final byte[] flash = new byte[100];
  byte[] setting = {0, 1};
  long eraseNanos = 2 * SECOND;
  Outcome erased = Outcome.done((byte) 0);

  private int wrongKeys;

  SmallEcu() {
    this(new VirtualTimeline());
  }

  SmallEcu(VirtualTimeline timeline) {
    this.timeline = timeline;
    this.server = new UdsServer(timeline, description, this, dtcs);
  }

  static EcuDescription description(int maxResponse) {
    Map<Service, Rule> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, EVERYWHERE);
    }
    services.put(Service.SECURITY_ACCESS, EXTENDED);
    services.put(Service.CONTROL_DTC_SETTING, EXTENDED);
    services.put(Service.COMMUNICATION_CONTROL, EXTENDED);
    services.put(Service.WRITE_DATA_BY_IDENTIFIER, EXTENDED);
    services.put(Service.REQUEST_DOWNLOAD, UNLOCKED);
    services.put(Service.REQUEST_FILE_TRANSFER, UNLOCKED);
    services.put(Service.TRANSFER_DATA, EXTENDED);
    services.put(Service.REQUEST_TRANSFER_EXIT, EXTENDED);
    return new EcuDescription(
        Map.of(
            1, new Session("default", 50, 5000, EVERYWHERE),
            2, new Session("programming", 50, 5000, EXTENDED),
            3, new Session("extended", 100, 2000, EVERYWHERE)),
        services,
        List.of(
            new DataIdentifier(0xF190, "VIN", 17, EVERYWHERE, NOWHERE),
            new DataIdentifier(0x0100, "setting", 2, EVERYWHERE, UNLOCKED),
            new DataIdentifier(0x0200, "secret", 1, UNLOCKED, NOWHERE)),
        List.of(
            new Routine(0xFF00, "erase", UNLOCKED, Set.of(1), 0),
            new Routine(0x0203, "check", EXTENDED, Set.of(1, 3), 2)),
        List.of(new Dtc(0x123456, "antenna open"), new Dtc(0x9A0100, "battery low")),
        Set.of(1, 3),
        0x7F,
        3,
        maxResponse);
  }

  @Override
  public byte[] read(int identifier) {
    return switch (identifier) {
      case 0xF190 -> "DCMEXAMPLE0000001".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      case 0x0100 -> setting;
      default -> new byte[] {0x5E};
    };
  }

  @Override
  public Outcome write(int identifier, byte[] value) {
    setting = value;
    return Outcome.done();
  }

  @Override
  public Outcome routine(int routine, int action, byte[] option) {
    done.add("routine " + routine + " " + action);
    return routine == 0xFF00 ? erased.after(eraseNanos) : Outcome.done(option);
  }

  @Override
  public byte[] seed(int level) {
    return new byte[] {0x11, (byte) level};
  }

  @Override
  public boolean keyFits(int level, byte[] seed, byte[] key) {
    return key.length == 2 && key[0] == (byte) ~seed[0] && key[1] == (byte) ~seed[1];
  }

  @Override
  public Outcome authenticate(int task, byte[] data) {
    return task == 0 ? Outcome.done() : Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
  }

  @Override
  public void reset(int type) {
    done.add("reset " + type);
  }

  @Override
  public void communication(int type, int messages) {
    done.add("communication " + type + " " + messages);
  }

  @Override
  public Outcome download(int format, long address, long size) {
    return format != 0 || address != 0x1000 || size == 0 || size > flash.length
        ? Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE)
        : Outcome.done((byte) 0, (byte) 22);
  }

  @Override
  public Outcome file(Request.FileTransfer request) {
    done.add("file " + request.mode() + " " + request.path());
    return Outcome.done((byte) 0, (byte) 22);
  }

  @Override
  public Outcome block(long offset, byte[] data) {
    System.arraycopy(
        data, 0, flash, (int) Math.min(offset, flash.length - data.length), data.length);
    return Outcome.done();
  }

  void pass(long nanos) {
    timeline.runUntil(timeline.nowNanos() + nanos);
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** Says a request, and gives what is answered at once, in hexadecimal; "" is silence. */
  String ask(String request) {
    return ask(request, false);
  }

  String askAll(String request) {
    return ask(request, true);
  }

  private String ask(String request, boolean toAll) {
    said.clear();
    server.request(
        hex(request), toAll, answer -> said.add(HexFormat.of().withUpperCase().formatHex(answer)));
    return String.join(" ", said);
  }

  /** Enters the extended session and unlocks level 1. */
  void unlock() {
    ask("1003");
    ask("2701");
    if (!ask("2702EEFE").equals("6702")) {
      throw new AssertionError(said.toString());
    }
  }

  @Override
  public int wrongKeys() {
    return wrongKeys;
  }

  @Override
  public void keepWrongKeys(int count) {
    wrongKeys = count;
  }
}
