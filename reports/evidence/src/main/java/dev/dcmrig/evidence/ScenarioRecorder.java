// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.util.List;
import java.util.Map;

/**
 * Takes down one scenario. Times are nanoseconds on the scenario's timeline and never decrease.
 * Everything recorded here except {@link #beside} is part of the evidence digest: no real port,
 * host, wall-clock stamp or random key may be in it. Belongs to the timeline's thread.
 */
public interface ScenarioRecorder {

  /** A frame as it ended on the wire of a channel. The hot path: allocates nothing a frame. */
  void frame(long timeNanos, int channel, Frame frame);

  /**
   * One message (SIP, HTTP) or datagram (RTP) as the radio link carried it, or dropped it.
   *
   * @param from fixed address of the sender as the vehicle's network knows it, {@code
   *     10.64.0.2:5060}
   * @param to fixed address of the receiver
   * @param payload the bytes; the recorder copies what it keeps
   */
  void network(
      long timeNanos, Protocol protocol, String from, String to, Delivery delivery, byte[] payload);

  /** Something that was seen, for instance kind {@code "call.connected"}, with sorted details. */
  void observation(long timeNanos, Subject source, String kind, Map<String, String> details);

  /** A reading of an instrument: {@code "led.green", "brightness", 1.0, "1"}. */
  void reading(long timeNanos, String instrument, String quantity, double value, String unit);

  /**
   * A check has measured and decided.
   *
   * @param subject whose behaviour was measured
   * @param requirements ids that the check speaks for
   */
  void measurement(long timeNanos, Subject subject, List<String> requirements, Decision decision);

  /** Something that has no place in the digest: a real port, a library's UUID. */
  void beside(String key, String value);

  /** What stands beside under {@link #DUT}: what the device under test says that it is. */
  default void dut(String identity) {
    beside(DUT, identity);
  }

  /** The key of {@link #dut}. */
  String DUT = "dut";
}
