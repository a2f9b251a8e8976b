// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.restbus;

import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.EcuContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rest of the vehicle's bus: every cyclic message of the DBC file that carries no domain value
 * and is not the DCM's own, with the start values of its signals.
 *
 * <p>Does not simulate: values that change, single nodes (one node sends them all).
 */
public final class Restbus extends CyclicEcu {
  private static final int OFFSET_MILLIS = 15;
  private static final String DCM_NODE = "DCM";

  public Restbus(EcuContext context) {
    super("restbus", context, OFFSET_MILLIS, writers(context.binding()));
  }

  private static List<DomainWriter> writers(VehicleBinding binding) {
    Set<Message> bound = binding.boundMessages();
    List<DomainWriter> writers = new ArrayList<>();
    for (Message message : binding.dbc().messages()) {
      if (!bound.contains(message)
          && message.cycleTimeMillis() > 0
          && !message.sender().equals(DCM_NODE)) {
        writers.add(binding.writer(message));
      }
    }
    return writers;
  }
}
