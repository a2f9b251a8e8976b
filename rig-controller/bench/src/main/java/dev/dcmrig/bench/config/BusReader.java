// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.DriverTable;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.can.CanBus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the section {@code bus}; the scheme of its address names the driver. */
final class BusReader {

  /** Keys that every bus has; what else stands there is the driver's. */
  static final List<String> KEYS = List.of("uri", "bitrate", "dataBitrate", "reconnectWithin");

  private static final String RECONNECT = KEYS.get(3);
  private static final String DATA_RATE = KEYS.get(2);
  private static final Pattern URI =
      Pattern.compile("([a-z0-9][a-z0-9-]{0,39}):([A-Za-z0-9_.:-]{1,80})");
  private static final Pattern RATE = Pattern.compile("([0-9]{1,7})([kM]?)");
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,4})s");
  private static final int MAX_RECONNECT_SECONDS = 600;

  /** ISO 11898-2 ends at 1 Mbit/s for the arbitration phase and 8 Mbit/s for the data phase. */
  private static final int MAX_BIT_RATE = 1_000_000;

  private static final int MAX_DATA_BIT_RATE = 8_000_000;
  private static final int MIN_BIT_RATE = 10_000;

  private final ChoiceReader choices;
  private final DriverTable table;

  /** The section as it was read. */
  record Bus(
      String uri,
      int bitRate,
      int dataBitRate,
      Duration reconnectWithin,
      Optional<Choice<CanBus>> choice) {}

  BusReader(ChoiceReader choices, DriverTable table) {
    this.choices = choices;
    this.table = table;
  }

  Bus read(YamlMap bus) {
    String uri = bus.text("uri").orElse("");
    Optional<Choice<CanBus>> choice = uri.isEmpty() ? Optional.empty() : choice(bus, uri);
    int bitRate = rate(bus, "bitrate", MAX_BIT_RATE);
    int dataBitRate =
        bus.keys().contains(DATA_RATE) ? rate(bus, DATA_RATE, MAX_DATA_BIT_RATE) : bitRate;
    Duration reconnect =
        bus.keys().contains(RECONNECT) ? reconnectWithin(bus, uri, choice) : Duration.ZERO;
    return new Bus(uri, bitRate, dataBitRate, reconnect, choice);
  }

  private Optional<Choice<CanBus>> choice(YamlMap bus, String uri) {
    Matcher matcher = URI.matcher(uri);
    List<String> schemes = table.names(Port.BUS);
    if (!matcher.matches() || !schemes.contains(matcher.group(1))) {
      bus.problem(
          "uri",
          "'bus.uri' is '" + uri + "'",
          "write SCHEME:NAME, for instance 'emulated:vehicle' or 'socketcan:can0'; schemes are "
              + String.join(", ", schemes));
      return Optional.empty();
    }
    return choices.read(Port.BUS, matcher.group(1), bus, KEYS);
  }

  private static Duration reconnectWithin(
      YamlMap bus, String uri, Optional<Choice<CanBus>> choice) {
    String text = bus.text(RECONNECT).orElse("");
    if (choice.isPresent() && !choice.get().has(Trait.CAN_BE_LOST)) {
      bus.problem(
          RECONNECT,
          "'" + uri + "' can't be lost",
          "leave '" + RECONNECT + "' out, or use a kernel's bus");
      return Duration.ZERO;
    }
    Matcher matcher = SECONDS.matcher(text);
    int seconds = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (seconds < 1 || seconds > MAX_RECONNECT_SECONDS) {
      bus.problem(
          RECONNECT,
          "'" + RECONNECT + "' is '" + text + "'",
          "write 1s to " + MAX_RECONNECT_SECONDS + "s, for instance '30s'");
    }
    return Duration.ofSeconds(seconds);
  }

  private static int rate(YamlMap bus, String key, int max) {
    Optional<String> text = bus.text(key);
    if (text.isEmpty()) {
      return max;
    }
    Matcher matcher = RATE.matcher(text.get());
    if (matcher.matches()) {
      long unit =
          matcher.group(2).equals("k") ? 1_000 : matcher.group(2).equals("M") ? 1_000_000 : 1;
      long rate = Long.parseLong(matcher.group(1)) * unit;
      if (rate >= MIN_BIT_RATE && rate <= max) {
        return (int) rate;
      }
    }
    bus.problem(
        key,
        "'" + key + "' is '" + text.get() + "'",
        "write a bit rate from 10k to " + max / 1_000 + "k, for instance '500k'");
    return max;
  }
}
