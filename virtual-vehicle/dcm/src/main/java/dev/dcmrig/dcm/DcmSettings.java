// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.ecall.msd.MsdVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every number of a DCM profile, checked once; looked up by its path in the file. */
public final class DcmSettings {
  private enum Kind {
    DURATION,
    COUNT,
    NUMBER,
    TEXT,
    WORDS
  }

  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(ms|s|min|h)");
  private static final List<String> CALL_MODES = List.of("tps", "ecall-112");
  private static final List<String> MSD_VERSIONS = List.of("1", "2", "3");
  private static final List<String> VOICE_MODES = List.of("burst", "continuous");
  private static final List<String> BETWEEN_ATTEMPTS = List.of("solid-green", "dark");

  private static final List<String> SLEEP_MODES = List.of("sleeps", "never");

  private static final Map<String, Kind> KNOWN = new TreeMap<>();

  static {
    known(
        Kind.DURATION,
        "sos.holdTime sos.gap acn.limit acn.gap acn.sameCrash acn.ignitionGrace call.answerTimeout"
            + " call.maxDuration call.msdResend callBack.window callBack.registerRetry backup.talk"
            + " backup.standby backup.holdUp selfTest.interval selfTest.duration selfTest.limit"
            + " indicator.phase voice.mediaTimeout voice.firstBurst voice.burst voice.burstInterval"
            + " telematics.firstConfiguration telematics.configurationInterval"
            + " telematics.telemetryInterval telematics.answerTimeout telematics.firstRetry"
            + " telematics.retryLimit telematics.retryAfterLimit telematics.eventLifetime"
            + " telematics.idleTimeout mqtt.keepAlive mqtt.answerTimeout sms.retry svt.interval"
            + " svt.lowInterval svt.hold svt.fixWait sleep.after sleep.awake position.trustedAge"
            + " position.recent");
    known(
        Kind.COUNT,
        "sos.attempts call.msdResends msd.version msd.vehicleType telematics.tries telematics.queue"
            + " svt.queue");
    known(
        Kind.NUMBER,
        "acn.impactThreshold backup.belowVolts telematics.retryFactor telematics.retryJitter"
            + " svt.lowBelow svt.ceaseBelow svt.hysteresis");
    known(Kind.TEXT, "call.mode call.target voice.mode indicator.betweenAttempts sleep.mode");
    known(Kind.WORDS, "sos.ignition acn.ignition indicator.ignition msd.propulsion");
  }

  private static void known(Kind kind, String paths) {
    for (String path : paths.split(" ")) {
      KNOWN.put(path, kind);
    }
  }

  private final String profile;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Duration> durations = new LinkedHashMap<>();

  /** Lists, taken apart once: the ignition's positions are asked for with every frame of it. */
  private final Map<String, List<String>> words = new LinkedHashMap<>();

  private DcmSettings(String profile) {
    this.profile = profile;
  }

  /**
   * Checks a profile as it was read from its file: nested maps, durations as text with a unit
   * ({@code 500ms}, {@code 30 s}, {@code 60min}, {@code 24h}), lists of words.
   *
   * @throws DcmSettingsException for an unknown or missing key, a wrong unit or a value that is out
   *     of range
   */
  public static DcmSettings of(String profileName, Map<String, ?> profile) {
    DcmSettings settings = new DcmSettings(profileName);
    settings.flatten("", profile);
    settings.check();
    return settings;
  }

  private void flatten(String prefix, Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String path = prefix.isEmpty() ? "" + entry.getKey() : prefix + "." + entry.getKey();
      Object value = entry.getValue();
      if (value instanceof Map<?, ?> below) {
        flatten(path, below);
      } else if (!KNOWN.containsKey(path) && !path.equals("description")) {
        throw wrong(
            path, "is no setting of a DCM; there are: " + String.join(", ", KNOWN.keySet()));
      } else if (value instanceof List<?> list) {
        values.put(path, String.join(" ", list.stream().map(String::valueOf).toList()));
      } else {
        values.put(path, String.valueOf(value));
      }
    }
  }

  private void check() {
    for (Map.Entry<String, Kind> known : KNOWN.entrySet()) {
      String path = known.getKey();
      String value = values.get(path);
      if (value == null) {
        throw wrong(path, "is missing; a profile gives every number");
      }
      switch (known.getValue()) {
        case DURATION -> durations.put(path, parseDuration(path, value));
        case COUNT, NUMBER -> checkNumber(path, value, known.getValue() == Kind.COUNT);
        case TEXT -> checkText(path, value);
        case WORDS -> {
          checkText(path, value);
          words.put(path, List.of(value.split(" ")));
        }
      }
    }
    oneOf("msd.version", MSD_VERSIONS);
    oneOf("call.mode", CALL_MODES);
    oneOf("voice.mode", VOICE_MODES);
    oneOf("indicator.betweenAttempts", BETWEEN_ATTEMPTS);
    oneOf("sleep.mode", SLEEP_MODES);
    if (count("sos.attempts") < 1) {
      throw wrong("sos.attempts", "is " + count("sos.attempts") + "; one at least is needed");
    }
    MsdVersion version = MsdVersion.of(count("msd.version")).orElseThrow();
    if (count("msd.vehicleType") < 1 || count("msd.vehicleType") > version.vehicleTypes()) {
      throw wrong(
          "msd.vehicleType",
          "is "
              + count("msd.vehicleType")
              + "; version "
              + version.number()
              + " of the MSD has 1 to "
              + version.vehicleTypes());
    }
    if (duration("selfTest.duration").compareTo(duration("selfTest.limit")) > 0) {
      throw wrong("selfTest.duration", "is longer than selfTest.limit");
    }
  }

  private Duration parseDuration(String path, String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw wrong(
          path, "'" + value + "' is no duration; write for instance 500ms, 30s, 60min, 24h");
    }
    double nanosPerUnit =
        switch (matcher.group(2)) {
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "min" -> 60e9;
          default -> 3_600e9;
        };
    return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * nanosPerUnit));
  }

  private void checkNumber(String path, String value, boolean whole) {
    try {
      double number = whole ? Integer.parseInt(value) : Double.parseDouble(value);
      if (!(number >= 0)) {
        throw wrong(path, value + " is below zero");
      }
    } catch (NumberFormatException e) {
      throw wrong(path, "'" + value + "' is no " + (whole ? "whole " : "") + "number");
    }
  }

  private void checkText(String path, String value) {
    if (value.isBlank()) {
      throw wrong(path, "is empty");
    }
  }

  private void oneOf(String path, List<String> words) {
    if (!words.contains(text(path))) {
      throw wrong(path, "'" + text(path) + "' is none of " + String.join(", ", words));
    }
  }

  private DcmSettingsException wrong(String path, String what) {
    return new DcmSettingsException(profile, path, what);
  }

  public String profile() {
    return profile;
  }

  public Duration duration(String path) {
    Duration duration = durations.get(path);
    if (duration == null) {
      throw wrong(path, "is no duration of a profile");
    }
    return duration;
  }

  public long nanos(String path) {
    return duration(path).toNanos();
  }

  public int count(String path) {
    return Integer.parseInt(text(path));
  }

  public double number(String path) {
    return Double.parseDouble(text(path));
  }

  public String text(String path) {
    String value = values.get(path);
    if (value == null) {
      throw wrong(path, "is no setting of a profile");
    }
    return value;
  }

  /** Words that stand in a list. */
  public List<String> words(String path) {
    List<String> list = words.get(path);
    return list != null ? list : List.of(text(path).split(" "));
  }
}
