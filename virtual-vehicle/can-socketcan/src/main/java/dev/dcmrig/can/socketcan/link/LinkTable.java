// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import dev.dcmrig.can.socketcan.link.LinkEvent.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The interfaces that are known, and what has happened when the kernel tells of one again. Belongs
 * to one thread.
 */
public final class LinkTable {
  private final Map<Integer, CanLink> byIndex = new LinkedHashMap<>();

  /** What has happened, now that these are all there are. */
  public List<LinkEvent> all(List<CanLink> links) {
    List<LinkEvent> events = new ArrayList<>();
    Set<Integer> there = new HashSet<>();
    links.forEach(link -> there.add(link.index()));
    for (Integer index : List.copyOf(byIndex.keySet())) {
      if (!there.contains(index)) {
        events.addAll(removed(index));
      }
    }
    for (CanLink link : links) {
      events.addAll(seen(link));
    }
    return events;
  }

  /** What has happened, now that one looks like this. */
  public List<LinkEvent> seen(CanLink link) {
    List<LinkEvent> events = new ArrayList<>();
    CanLink before = byIndex.get(link.index());
    if (before != null && !before.name().equals(link.name())) {
      events.addAll(removed(link.index()));
      before = null;
    }
    byIndex.put(link.index(), link);
    if (before == null) {
      events.add(new LinkEvent(Kind.ARRIVED, link));
      if (link.up()) {
        events.add(new LinkEvent(Kind.UP, link));
      }
      return events;
    }
    if (before.up() && !link.up()) {
      events.add(new LinkEvent(Kind.DOWN, link));
    }
    if (!settings(before).equals(settings(link))) {
      events.add(new LinkEvent(Kind.SETTINGS, link));
    }
    if (!before.up() && link.up()) {
      events.add(new LinkEvent(Kind.UP, link));
    }
    if (!state(before).equals(state(link))) {
      events.add(new LinkEvent(Kind.STATE, link));
    }
    return events;
  }

  /** What has happened, now that one is gone. */
  public List<LinkEvent> removed(int index) {
    CanLink link = byIndex.remove(index);
    if (link == null) {
      return List.of();
    }
    List<LinkEvent> events = new ArrayList<>();
    if (link.up()) {
      events.add(new LinkEvent(Kind.DOWN, link));
    }
    events.add(new LinkEvent(Kind.REMOVED, link));
    return events;
  }

  /** Those that are there now. */
  public List<CanLink> links() {
    return List.copyOf(byIndex.values());
  }

  private static Optional<ControllerState> state(CanLink link) {
    return link.controller().map(Controller::state);
  }

  private static List<Object> settings(CanLink link) {
    List<Object> settings = new ArrayList<>(List.of(link.mtu(), link.transmitQueueLength()));
    link.controller()
        .ifPresent(
            controller ->
                settings.addAll(
                    List.of(
                        controller.timing(),
                        controller.dataTiming(),
                        controller.modes(),
                        controller.restartMillis(),
                        controller.terminationOhms())));
    return settings;
  }
}
