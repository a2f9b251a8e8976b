// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.util.List;
import java.util.Map;

/**
 * Keeps nothing: for a bench, or a car, whose evidence nobody asks for. Who asks for a part of it
 * overrides that part.
 */
public class NoRecorder implements ScenarioRecorder {
  public static final ScenarioRecorder INSTANCE = new NoRecorder();

  protected NoRecorder() {}

  @Override
  public void frame(long timeNanos, int channel, Frame frame) {}

  @Override
  public void network(
      long timeNanos,
      Protocol protocol,
      String from,
      String to,
      Delivery delivery,
      byte[] payload) {}

  @Override
  public void observation(
      long timeNanos, Subject source, String kind, Map<String, String> details) {}

  @Override
  public void reading(
      long timeNanos, String instrument, String quantity, double value, String unit) {}

  @Override
  public void measurement(
      long timeNanos, Subject subject, List<String> requirements, Decision decision) {}

  @Override
  public void beside(String key, String value) {}
}
