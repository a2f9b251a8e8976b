// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.run.scenario.Judgement;
import dev.dcmrig.run.scenario.ScenarioLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Keeps a digest of all that is seen in a scenario, and nothing else. It has all that a run
 * folder's digest has; two scenarios with one digest left the same evidence.
 */
final class DigestLog implements ScenarioLog, ScenarioRecorder {
  private static final int BUFFER = 1 << 13;

  /** As a step names a number of the specified profile: {@code {sos.gap}}. */
  private static final Pattern LIST = Pattern.compile(", *");

  private static final Pattern KEY = Pattern.compile("\\{([a-zA-Z]+(?:\\.[a-zA-Z0-9]+)+)}");

  /** Time, kind, channel, identifier, flags, length, first eight bytes. */
  private static final int FRAME_BYTES = 8 + 1 + 4 + 4 + 4 + 4 + 8;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final Set<String> keys = new TreeSet<>();
  private String hex = "";

  DigestLog() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public ScenarioRecorder recorder() {
    return this;
  }

  @Override
  public void frame(long timeNanos, int channel, Frame frame) {
    room(FRAME_BYTES);
    buffer
        .putLong(timeNanos)
        .put((byte) 'f')
        .putInt(channel)
        .putInt(frame.id())
        .putInt(frame.flags())
        .putInt(frame.length() << 8 | frame.dlc())
        .putLong(frame.head());
    if (frame.length() > Long.BYTES) {
      bytes(frame.data());
    }
  }

  @Override
  public void network(
      long timeNanos,
      Protocol protocol,
      String from,
      String to,
      Delivery delivery,
      byte[] payload) {
    event(timeNanos, 'n');
    text(protocol.name());
    text(from);
    text(to);
    text(delivery.name());
    bytes(payload);
  }

  @Override
  public void observation(
      long timeNanos, Subject source, String kind, Map<String, String> details) {
    event(timeNanos, 'o');
    text(source.name());
    text(kind);
    text(new TreeMap<>(details).toString());
  }

  @Override
  public void reading(
      long timeNanos, String instrument, String quantity, double value, String unit) {
    event(timeNanos, 'r');
    text(instrument);
    text(quantity);
    text(Double.toString(value));
    text(unit);
  }

  @Override
  public void measurement(
      long timeNanos, Subject subject, List<String> requirements, Decision decision) {
    event(timeNanos, 'm');
    text(subject.name());
    text(String.join(" ", requirements));
    text(decision.toString());
    LimitSource source = decision.measurement().limit().source();
    if (source.kind() == LimitSource.Kind.PROFILE) {
      // One limit may come of several: "telematics.firstRetry, telematics.retryFactor".
      LIST.splitAsStream(source.name()).forEach(keys::add);
      keysIn(source.name());
    }
  }

  @Override
  public void beside(String key, String value) {}

  @Override
  public void stepBegins() {}

  @Override
  public void step(long fromNanos, long toNanos, String text, Judgement judgement) {
    event(toNanos, 's');
    text(text);
    keysIn(text);
    text(judgement.verdict().name());
  }

  @Override
  public void conclude(Judgement judgement, long benchNanos) {
    event(benchNanos, 'c');
    text(judgement.verdict().name());
    flush();
    hex = HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void discard() {}

  /** Once the scenario has ended; empty when it was cut short. */
  String hex() {
    return hex;
  }

  /** Keys of the specified profile that its steps and its limits have named. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  private void keysIn(String text) {
    KEY.matcher(text).results().forEach(found -> keys.add(found.group(1)));
  }

  private void event(long timeNanos, char kind) {
    room(Long.BYTES + 1);
    buffer.putLong(timeNanos).put((byte) kind);
  }

  private void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With their number before them: two texts in a row can't be taken for others. */
  private void bytes(byte[] bytes) {
    room(Integer.BYTES);
    buffer.putInt(bytes.length);
    if (bytes.length > buffer.remaining()) {
      flush();
    }
    if (bytes.length > buffer.remaining()) {
      digest.update(bytes);
    } else {
      buffer.put(bytes);
    }
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
