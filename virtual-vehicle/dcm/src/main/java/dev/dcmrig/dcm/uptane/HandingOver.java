// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.dcm.uptane.Secondaries.Written;
import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.TrustedRepository;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the director's metadata to secondaries (Uptane 5.4.2.6): those that something is ordered
 * for, or all once an order was withdrawn. They get each root since the factory's, then targets. An
 * ECU passes over roots that it knows.
 */
final class HandingOver extends EcuDialog {
  private static final int OK = 200;

  /** Who waits for it. Told once. */
  interface Listener {
    void handedOver();

    /** An emergency, a lost answer, or an ECU that is silent: it can be begun anew. */
    void brokenOff();

    /** An ECU does not believe it. */
    void refused(Attack attack, String why);
  }

  private final Primary primary;
  private final TrustedRepository director;
  private final List<String> names;
  private final Listener listener;
  private final List<byte[]> roots = new ArrayList<>();

  /**
   * @param names of the ECUs
   */
  HandingOver(Primary primary, TrustedRepository director, List<String> names, Listener listener) {
    super(primary.secondaries);
    this.primary = primary;
    this.director = director;
    this.names = List.copyOf(names);
    this.listener = listener;
  }

  /**
   * @param known version of the root that each ECU has from its factory
   */
  void begin(long known) {
    if (names.isEmpty() || !primary.rules.isHandedOver()) {
      over = true;
      listener.handedOver();
    } else {
      root(known + 1);
    }
  }

  @Override
  void toldBrokenOff() {
    listener.brokenOff();
  }

  private void root(long version) {
    long newest = director.root().version();
    if (version > newest) {
      open(0);
    } else if (primary.rules.isRootHandedOver(version, newest)) {
      primary.repositories.get(
          primary.director(version + ".root.json"),
          new Repositories.Reply() {
            @Override
            public void answered(int status, byte[] body) {
              if (over) {
                return;
              }
              if (status == OK) {
                roots.add(body);
              }
              root(version + 1);
            }

            @Override
            public void tooLong() {
              brokenOff();
            }

            @Override
            public void tooSlow() {
              brokenOff();
            }

            @Override
            public void lost() {
              brokenOff();
            }
          });
    } else {
      root(version + 1);
    }
  }

  private void open(int at) {
    if (at == names.size()) {
      stop();
      listener.handedOver();
      return;
    }
    ecus.open(
        names.get(at),
        this,
        opened -> {
          if (opened == Written.TAKEN) {
            next(at, 0);
          } else {
            brokenOff();
          }
        });
  }

  private void next(int at, int root) {
    if (root < roots.size()) {
      hand(at, TrustData.ROOT, roots.get(root), () -> next(at, root + 1));
    } else {
      byte[] targets = director.files().getOrDefault(Role.TARGETS.fileName(), new byte[0]);
      hand(at, TrustData.TARGETS, targets, () -> open(at + 1));
    }
  }

  private void hand(int at, int identifier, byte[] document, Runnable then) {
    String name = names.get(at);
    ecus.write(
        name,
        identifier,
        document,
        this,
        written -> {
          if (written == Written.UNANSWERED) {
            brokenOff();
          } else if (primary.rules.isRefusalHeeded(written == Written.REFUSED)) {
            refused(name);
          } else {
            then.run();
          }
        });
  }

  private void refused(String name) {
    ecus.read(
        name,
        TrustData.REPORT,
        this,
        report -> {
          stop();
          listener.refused(
              report
                  .flatMap(Gathering::json)
                  .map(Gathering::attack)
                  .orElse(Attack.ARBITRARY_SOFTWARE),
              name + " does not believe the director's metadata");
        });
  }
}
