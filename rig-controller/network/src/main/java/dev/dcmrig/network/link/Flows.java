// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.network.link.Flow.Service;
import dev.dcmrig.sim.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The connections that are open, and how they end. On the timeline's thread. */
final class Flows {
  private final Timeline timeline;
  private final Reception reception;
  private final LinkJournal journal;
  private final Set<Flow> open = new LinkedHashSet<>();
  private final List<MediaRelay> relays = new ArrayList<>();

  Flows(Timeline timeline, Reception reception, LinkJournal journal) {
    this.timeline = timeline;
    this.reception = reception;
    this.journal = journal;
  }

  /** A connection was asked for. */
  void asked(Flow flow, boolean granted) {
    if (granted) {
      open.add(flow);
    }
    journal.asked(flow, granted);
  }

  void opened(MediaRelay relay) {
    relays.add(relay);
  }

  void closed(MediaRelay relay) {
    relays.remove(relay);
    relay.close();
  }

  /** One of the ends has closed: what was sent before arrives before the end does. */
  void closedByAnEnd(Flow flow) {
    if (!flow.isDead()) {
      timeline.after(reception.delayNanos(), () -> cut(flow));
    }
  }

  /** As {@link #closedByAnEnd}; a message that the DCM left unfinished is noted. */
  void closedByDcm(Flow flow) {
    if (!flow.isDead()) {
      timeline.after(
          reception.delayNanos(),
          () -> {
            byte[] rest = flow.isDead() ? new byte[0] : flow.unfinished();
            if (rest.length > 0) {
              journal.unfinished(flow, rest);
            }
            cut(flow);
          });
    }
  }

  /** Ends a connection now, as by its other end. */
  void cut(Flow flow) {
    if (!flow.isDead()) {
      flow.cut();
      gone(flow, "close");
    }
  }

  /** Breaks a connection, both ways, now. */
  void reset(Flow flow) {
    if (!flow.isDead()) {
      flow.reset();
      gone(flow, "reset");
    }
  }

  /** Breaks a connection once what was sent before has been read. */
  void resetAfterDelivery(Flow flow) {
    timeline.after(reception.delayNanos() + 1, () -> reset(flow));
  }

  /** Breaks every connection to a service. */
  void resetAll(Service service) {
    for (Flow flow : List.copyOf(open)) {
      if (flow.service == service) {
        // As an event of its own: what is under way now must not be lost by chance.
        timeline.after(1, () -> reset(flow));
      }
    }
  }

  void cutAll() {
    List.copyOf(open).forEach(this::cut);
  }

  private void gone(Flow flow, String word) {
    open.remove(flow);
    journal.gone(flow, word);
  }

  /** The MQTT connections of a vehicle. */
  List<MqttLeg> mqttOf(String vehicle) {
    List<MqttLeg> legs = new ArrayList<>();
    for (Flow flow : open) {
      if (flow.vehicle.equals(vehicle)
          && flow.serviceSide() instanceof TlsLeg tls
          && tls.inside() instanceof MqttLeg leg) {
        legs.add(leg);
      }
    }
    return legs;
  }

  /** The bench ends: nothing is noted any more. */
  void close() {
    List.copyOf(open).forEach(Flow::cut);
    open.clear();
    List.copyOf(relays).forEach(MediaRelay::close);
    relays.clear();
  }
}
