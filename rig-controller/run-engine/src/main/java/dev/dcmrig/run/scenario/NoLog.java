// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.util.Map;

/** Keeps nothing. */
final class NoLog implements ScenarioLog, ScenarioRecorder {

  @Override
  public ScenarioRecorder recorder() {
    return this;
  }

  @Override
  public void step(long fromNanos, long toNanos, String text, Judgement judgement) {}

  @Override
  public void conclude(Judgement judgement, long benchNanos) {}

  @Override
  public void discard() {}

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
