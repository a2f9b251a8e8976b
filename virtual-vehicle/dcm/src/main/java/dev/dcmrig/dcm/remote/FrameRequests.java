// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.remote;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.sim.Timer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests as frames of the vehicle's bus. */
public final class FrameRequests implements BusRequests {
  private static final int TIMES = 3;
  private static final long APART_NANOS = 50_000_000;

  private final Supplier<@Nullable CanNode> node;
  private final DomainWriter locks;
  private final DomainWriter gnss;

  /** Null where the car shows no updates. */
  private final @Nullable DomainWriter update;

  private final Timer again;
  private int left;

  /**
   * @param node to the bus; null while the DCM is not connected
   */
  public FrameRequests(DcmContext dcm, VehicleBinding binding, Supplier<@Nullable CanNode> node) {
    this.node = node;
    this.locks = binding.writers(DomainValue.DCM_LOCK_REQUEST).get(0);
    this.gnss = binding.writers(DomainValue.DCM_GNSS_REQUEST).get(0);
    this.update =
        binding.isBound(DomainValue.DCM_UPDATE_STATE)
            ? binding
                .writers(
                    DomainValue.DCM_UPDATE_STATE,
                    DomainValue.DCM_UPDATE_VERSION,
                    DomainValue.DCM_UPDATE_MINUTES)
                .get(0)
            : null;
    this.again = dcm.timeline().timer(this::sendLocks);
  }

  @Override
  public void gnss() {
    gnss.set(DomainValue.DCM_GNSS_REQUEST, "YES");
    send(gnss.next());
  }

  @Override
  public void locks(String word) {
    locks.set(DomainValue.DCM_LOCK_REQUEST, word);
    left = TIMES;
    sendLocks();
  }

  @Override
  public void updateStatus(String word, int version, int minutes) {
    DomainWriter writer = update;
    if (writer != null) {
      writer.set(DomainValue.DCM_UPDATE_STATE, word);
      writer.set(DomainValue.DCM_UPDATE_VERSION, version);
      writer.set(DomainValue.DCM_UPDATE_MINUTES, minutes);
      send(writer.next());
    }
  }

  private void sendLocks() {
    send(locks.next());
    left--;
    if (left > 0) {
      again.armAfter(APART_NANOS);
    }
  }

  private void send(Frame frame) {
    CanNode connected = node.get();
    if (connected != null) {
      connected.send(frame);
    }
  }

  @Override
  public void stop() {
    again.cancel();
  }
}
