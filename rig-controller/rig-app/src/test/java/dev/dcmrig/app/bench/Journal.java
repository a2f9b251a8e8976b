// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * All that a bench takes down of one story, as text: what its recorder got in the order in which it
 * came, then what its ports say that they have seen. Frames and sound are counted, with a checksum,
 * and so is what a port says once more.
 */
final class Journal extends NoRecorder {
  /** Bytes of a message that is not written out. */
  private static final int LONG = 3_000;

  private static final int SHOWN_OF_LONG = 400;
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7E;

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Sum> sums = new TreeMap<>();

  /** What is too much to be written out. */
  private static final class Sum {
    private final CRC32 checksum = new CRC32();
    private long count;
    private long first = -1;
    private long last;

    void add(long nanos, byte[] bytes) {
      count++;
      first = first < 0 ? nanos : first;
      last = nanos;
      checksum.update(Long.toString(nanos).getBytes(StandardCharsets.US_ASCII));
      checksum.update(bytes);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d, from %s to %s, checksum %08x",
          count,
          seconds(first),
          seconds(last),
          checksum.getValue());
    }
  }

  @Override
  public void frame(long timeNanos, int channel, Frame frame) {
    String name = String.format(Locale.ROOT, "frames of channel %d, %03X", channel, frame.id());
    sums.computeIfAbsent(name, unused -> new Sum()).add(timeNanos, frame.data());
  }

  @Override
  public void network(
      long timeNanos,
      Protocol protocol,
      String from,
      String to,
      Delivery delivery,
      byte[] payload) {
    if (protocol == Protocol.RTP) {
      String name = "RTP " + from + " > " + to + " " + delivery;
      sums.computeIfAbsent(name, unused -> new Sum()).add(timeNanos, payload);
      return;
    }
    line(timeNanos, protocol + " " + from + " > " + to + " " + delivery);
    byte[] shown = payload.length > LONG ? Arrays.copyOf(payload, SHOWN_OF_LONG) : payload;
    for (String part : readable(shown).split("\n", -1)) {
      text.append("    ").append(part).append('\n');
    }
    if (shown != payload) {
      CRC32 checksum = new CRC32();
      checksum.update(payload);
      text.append(
          String.format(
              Locale.ROOT,
              "    ... %d bytes, checksum %08x\n",
              payload.length,
              checksum.getValue()));
    }
  }

  @Override
  public void observation(
      long timeNanos, Subject source, String kind, Map<String, String> details) {
    line(timeNanos, source + " " + kind + " " + new TreeMap<>(details));
  }

  @Override
  public void reading(
      long timeNanos, String instrument, String quantity, double value, String unit) {
    line(timeNanos, instrument + " " + quantity + " " + value + " " + unit);
  }

  private void line(long nanos, String words) {
    text.append(seconds(nanos)).append(' ').append(words).append('\n');
  }

  /** Letters as they are; other bytes by their numbers. */
  private static String readable(byte[] payload) {
    StringBuilder letters = new StringBuilder();
    for (byte each : payload) {
      int value = Byte.toUnsignedInt(each);
      if (value == '\n' || (value >= FIRST_PRINTABLE && value <= LAST_PRINTABLE)) {
        letters.append((char) value);
      } else if (value != '\r') {
        letters.append(String.format(Locale.ROOT, "<%02X>", value));
      }
    }
    return letters.toString();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%d.%09d", nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  /** The whole journal, with what the ports say in the end. */
  String of(Bench bench, List<String> vins) {
    sums.forEach((name, sum) -> text.append(name).append(": ").append(sum).append('\n'));
    for (String vin : vins) {
      text.append("# car ").append(vin).append('\n');
      list("attempt", bench.radioLink().attempts(vin));
      list("registration", bench.radioLink().registrations(vin));
      count("connection", bench.radioLink().connections(vin));
      Sum voice = new Sum();
      bench
          .radioLink()
          .voice(vin)
          .forEach(
              packet ->
                  voice.add(packet.at().toNanos(), new byte[] {(byte) (packet.up() ? 1 : 0)}));
      text.append("voice: ").append(voice).append('\n');
      Vehicle car = bench.vehicle(vin);
      list("view", car.updateViews());
      text.append("told ").append(car.updateMessages().size()).append(" times; ");
      text.append(car.doorsLocked() ? "locked\n" : "unlocked\n");
    }
    text.append("# network\n");
    count("http", bench.radioLink().http());
    count("received", bench.radioLink().received());
    count("mqtt", bench.radioLink().mqtt());
    text.append("# centre\n");
    bench.centre().calls().forEach(this::call);
    list("incident", bench.centre().incidents());
    list("wrong", bench.centre().wrongs());
    text.append("# instruments\n");
    count("lamp", bench.indicator().history());
    Duration now = bench.time().now();
    text.append("ammeter ").append(bench.supply().amperes());
    text.append(", most ").append(bench.supply().highestAmperes(Duration.ZERO, now));
    text.append(" A; bus ").append(bench.bus().frames()).append(" frames, the last at ");
    text.append(seconds(bench.bus().lastFrame().toNanos())).append('\n');
    list("asked", bench.tester().exchanges());
    count("others have asked the dcm", bench.tester().askedByOthers("dcm"));
    count("others have asked the head unit", bench.tester().askedByOthers("navigation"));
    count("seen", bench.observations().all());
    text.append("until ").append(seconds(now.toNanos())).append('\n');
    return text.toString();
  }

  private void call(Call call) {
    text.append("call of ").append(call.vin()).append(call.isCallBack() ? " back" : " in");
    text.append(", dialled ").append(call.dialled()).append(", ").append(call.started());
    text.append(", ").append(call.connected()).append(", ").append(call.ended());
    text.append(' ').append(call.endedBy()).append(' ').append(call.payloadTypes());
    text.append(call.heard(440) ? " heard" : " not heard").append('\n');
    list("  data", call.data());
  }

  /** What the recorder has got, too: how much it is, and a checksum. */
  private void count(String name, List<?> all) {
    CRC32 checksum = new CRC32();
    all.forEach(each -> checksum.update(String.valueOf(each).getBytes(StandardCharsets.UTF_8)));
    text.append(
        String.format(
            Locale.ROOT, "%s: %d, checksum %08x\n", name, all.size(), checksum.getValue()));
  }

  private void list(String name, List<?> all) {
    for (Object each : all) {
      for (String part : String.valueOf(each).split("\n", -1)) {
        text.append(name).append(' ').append(readable(part.getBytes(StandardCharsets.UTF_8)));
        text.append('\n');
      }
    }
  }

  /** Where two texts differ first, with a line before and two after; empty where they are equal. */
  static String difference(String known, String now) {
    List<String> before = Arrays.asList(known.split("\n", -1));
    List<String> after = Arrays.asList(now.split("\n", -1));
    int line = 0;
    while (line < before.size()
        && line < after.size()
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    return line == before.size() && line == after.size()
        ? ""
        : "line " + (line + 1) + "\nwas: " + some(before, line) + "\nis:  " + some(after, line);
  }

  private static String some(List<String> lines, int from) {
    return String.join(
        "\n     ", lines.subList(Math.min(from, lines.size()), Math.min(from + 3, lines.size())));
  }
}
