// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.uptane.verify.FullVerification;
import dev.dcmrig.uptane.verify.KeptFiles;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.TrustedRepository;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a primary keeps over resets and without supply: the newest metadata that it trusts, what it
 * has been ordered, what is installed, and the counter of its reports.
 */
final class KeptTrust {
  private static final String ORDER = "uptane.orders";
  private static final String INSTALLED = "uptane.installed";
  private static final String COUNTER = "uptane.counter";
  private static final String HANDED = "uptane.handed";
  private static final String OWED = "uptane.owed";
  private static final String ROOT = "root";

  private final NonVolatileMemory memory;

  KeptTrust(NonVolatileMemory memory) {
    this.memory = memory;
  }

  /** The director as it is trusted now. */
  TrustedRepository director(Provisioned factory) throws Rejection {
    return repository(FullVerification.DIRECTOR, factory.directorRoot());
  }

  /** The image repository as it is trusted now. */
  TrustedRepository image(Provisioned factory) throws Rejection {
    return repository(FullVerification.IMAGE, factory.imageRoot());
  }

  private TrustedRepository repository(String name, byte[] root) throws Rejection {
    return KeptFiles.read(
        role -> {
          Optional<byte[]> kept = memory.get(cell(name, role)).map(KeptTrust::bytes);
          return role.equals(ROOT) ? kept.or(() -> Optional.of(root)) : kept;
        });
  }

  /** Keeps what is trusted by now. A role that is not trusted any more is forgotten. */
  void keep(String name, TrustedRepository trusted) {
    for (String role : new String[] {ROOT, "timestamp", "snapshot", "targets"}) {
      byte[] file = trusted.files().get(role);
      if (file == null) {
        memory.remove(cell(name, role));
      } else {
        memory.put(cell(name, role), new String(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static String cell(String repository, String role) {
    return "uptane." + repository + "." + role;
  }

  /** One char a byte: the file is as it came. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What an ECU has been ordered. */
  Optional<Order> order(String ecu) {
    return of(ORDER, ecu);
  }

  void order(String ecu, Order order) {
    put(ORDER, ecu, order);
  }

  void forgetOrders() {
    memory.remove(ORDER);
  }

  /** What an ECU has been ordered and runs. */
  Optional<Order> installed(String ecu) {
    return of(INSTALLED, ecu);
  }

  void installed(String ecu, Order order) {
    put(INSTALLED, ecu, order);
  }

  private Optional<Order> of(String cell, String ecu) {
    return Optional.ofNullable(all(cell).get(ecu));
  }

  private Map<String, Order> all(String cell) {
    return Order.read(memory.get(cell).orElse("{}"));
  }

  private void put(String cell, String ecu, Order order) {
    Map<String, Order> all = all(cell);
    all.put(ecu, order);
    memory.put(cell, Order.text(all));
  }

  /** ECUs, by their ids, are about to be handed an order. */
  void handed(Collection<String> ecus) {
    memory.put(HANDED, String.join(" ", ecus));
  }

  /** ECUs that were handed an order which is not over. */
  Set<String> handed() {
    return memory.get(HANDED).map(ids -> Set.of(ids.split(" "))).orElse(Set.of());
  }

  /** What was handed over stands, or nothing was. */
  void handedOverIsOver() {
    memory.remove(HANDED);
  }

  /** What was ordered is withdrawn: ECUs that were handed it are owed the newest metadata. */
  void withdrawn() {
    if (memory.get(HANDED).isPresent()) {
      memory.put(OWED, "");
      memory.remove(HANDED);
    }
  }

  /** Whether ECUs are owed the newest metadata. */
  boolean isOwed() {
    return memory.get(OWED).isPresent();
  }

  /** They have them, or can't be given them. */
  void owesNothing() {
    memory.remove(OWED);
  }

  /** Counter of the last report; 0 before the first. */
  long counter() {
    return memory.get(COUNTER).map(Long::parseLong).orElse(0L);
  }

  void counter(long last) {
    memory.put(COUNTER, Long.toString(last));
  }
}
