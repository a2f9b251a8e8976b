// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.NotOnThisBench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which relays do what, as a bench file says it. */
final class Contacts {
  static final String KEYS =
      "What the relays do: 'sos' presses the SOS switch; modem, antenna, gnss, sim, microphone,"
          + " speaker, backup-battery, sos-switch, crash-sensor-link and software give that line a"
          + " fault.";

  private static final String SOS = "sos";

  private final Map<String, Contact> contacts;

  Contacts(Map<String, Contact> contacts) {
    this.contacts = contacts;
  }

  /**
   * Holds the keys against what there is, and each relay to one use.
   *
   * @throws IllegalArgumentException with what is right
   */
  static void check(Map<String, Contact> contacts) {
    List<String> known = new ArrayList<>(List.of(SOS));
    Arrays.stream(Item.values()).map(Contacts::key).forEach(known::add);
    Set<Integer> used = new TreeSet<>();
    contacts.forEach(
        (key, contact) -> {
          if (!known.contains(key)) {
            throw new IllegalArgumentException(
                "has contacts for '" + key + "'; there are: " + String.join(", ", known));
          }
          for (List<Integer> relays : List.of(contact.closed(), contact.open())) {
            for (int relay : relays) {
              if (!used.add(relay)) {
                throw new IllegalArgumentException("uses relay " + relay + " twice");
              }
            }
          }
        });
  }

  private static String key(Item item) {
    return item.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The relays of the SOS switch.
   *
   * @throws NotOnThisBench when there are none
   */
  Contact sos() {
    return of(SOS, "to press the SOS switch");
  }

  /**
   * The relays that give a line a fault.
   *
   * @throws NotOnThisBench when there are none
   */
  Contact of(Item item) {
    return of(key(item), "for a fault of " + item);
  }

  private Contact of(String key, String what) {
    Contact contact = contacts.get(key);
    if (contact == null) {
      throw new NotOnThisBench(
          "the relays of this bench have no contact "
              + what
              + "; 'instruments.faults.contacts' has no '"
              + key
              + "'");
    }
    return contact;
  }

  /** Relays that are closed while nothing is so. */
  List<Integer> closedAtRest() {
    return contacts.values().stream().flatMap(each -> each.open().stream()).sorted().toList();
  }

  /** Relays that are open while nothing is so. */
  List<Integer> openAtRest() {
    return contacts.values().stream().flatMap(each -> each.closed().stream()).sorted().toList();
  }
}
