// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import java.util.Map;

/** Keeps no evidence. */
final class NoRecorder implements ScenarioRecorder {
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
  public void beside(String key, String value) {}
}
