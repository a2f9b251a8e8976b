// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.FullVerification;
import dev.dcmrig.uptane.verify.Installation;
import dev.dcmrig.uptane.verify.Limits;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import dev.dcmrig.uptane.verify.Vehicle;
import dev.dcmrig.uptane.verify.Wanted;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of a primary (Uptane 5.4.2): the vehicle's manifest goes to the director, then full
 * verification asks for one file after the other, then the ECUs that verify by themselves get what
 * the director has signed for them. What is lost is asked for again.
 */
final class Cycle {
  private static final int OK = 200;

  /** A DCM takes no body of more than 64 KiB, so no file may be longer. */
  private static final Limits LIMITS = new Limits(32 << 10, 16 << 10, 64 << 10, 64 << 10, 32, 8);

  private final Primary primary;
  private final List<Offered> offered;
  private final Primary.Listener listener;
  private final FullVerification verification;
  private final long factoryRoot;
  private @Nullable Gathering gathering;
  private @Nullable Gathering gathered;
  private @Nullable HandingOver handingOver;
  private boolean told;
  private boolean asked;
  private boolean over;

  /**
   * @param offered images that the update server offers; none: all ECUs shall hear that an order is
   *     withdrawn
   * @throws Rejection if what the factory has put into the DCM is of no use
   */
  Cycle(
      Primary primary,
      Provisioned factory,
      Vehicle vehicle,
      List<Offered> offered,
      Primary.Listener listener)
      throws Rejection {
    this.primary = primary;
    this.factoryRoot = factory.directorVersion();
    this.offered = List.copyOf(offered);
    this.listener = listener;
    this.verification =
        new FullVerification(
            new UptaneVerifier(primary.dcm.timeline().now(), primary.rules),
            LIMITS,
            vehicle,
            primary.kept.director(factory),
            primary.kept.image(factory));
  }

  /** Whether nothing is offered: the newest metadata are brought to the ECUs. */
  boolean isOfWithdrawal() {
    return offered.isEmpty();
  }

  /** Asks for what is next, unless it is under way. */
  void proceed() {
    if (asked || over) {
      return;
    }
    asked = true;
    Gathering all = gathered;
    if (all == null) {
      Gathering begun = new Gathering(primary, behind(), new Heard());
      gathering = begun;
      begun.begin();
      return;
    }
    if (!told) {
      primary.repositories.put(primary.manifestPath(), primary.manifest(all.reports()), new Told());
      return;
    }
    Optional<Wanted> wanted = verification.wanted();
    if (wanted.isPresent()) {
      primary.repositories.get(path(wanted.get()), new File(wanted.get()));
    } else {
      end();
    }
  }

  private String path(Wanted wanted) {
    return wanted.repository().equals(FullVerification.DIRECTOR)
        ? primary.director(wanted.path())
        : "image/" + wanted.path();
  }

  void stop() {
    over = true;
    if (gathering != null) {
      gathering.stop();
    }
    if (handingOver != null) {
      handingOver.stop();
    }
  }

  private void brokenOff() {
    if (over) {
      return;
    }
    stop();
    if (!primary.mayBeginAnew(this)) {
      refuse(
          new Rejection("5.4.2.6", Attack.DENIED, "an ECU, or the time for it, is not to be had"));
    }
  }

  /** The ECUs have said what they run, and have their time. */
  private final class Heard implements Gathering.Listener {
    @Override
    public void gathered(Gathering all) {
      asked = false;
      gathered = all;
      proceed();
    }

    @Override
    public void brokenOff() {
      Cycle.this.brokenOff();
    }
  }

  private void end() {
    keep();
    List<Installation> agreed = verification.installations();
    Optional<Offered> unordered =
        offered.stream().filter(each -> agreed.stream().noneMatch(each::isAgreed)).findFirst();
    if (unordered.isPresent() && primary.rules.isOrderNeeded()) {
      ended();
      listener.refused(primary.noticed(Attack.ARBITRARY_SOFTWARE, why(unordered.get(), agreed)));
      return;
    }
    for (String name : behind()) {
      Optional<Attack> refusal = answers().refusal(name);
      if (primary.rules.isRefusalHeeded(refusal.isPresent())) {
        refuse(
            new Rejection(
                "5.4.3.1", refusal.orElseThrow(), name + " does not believe the time for it"));
        return;
      }
    }
    List<String> names = behind().stream().filter(answers()::isThere).toList();
    if (!isOfWithdrawal() && !names.isEmpty()) {
      primary.kept.handed(names.stream().map(primary::ecu).toList());
    }
    HandingOver begun =
        new HandingOver(primary, verification.director(), names, new Handed(agreed));
    handingOver = begun;
    begun.begin(factoryRoot);
  }

  private Gathering answers() {
    return Objects.requireNonNull(gathered);
  }

  /** Names of the ECUs that this is about, and that verify by themselves. */
  private List<String> behind() {
    return primary.secondaries.names().stream()
        .filter(name -> isOfWithdrawal() || isOffered(name))
        .toList();
  }

  private boolean isOffered(String name) {
    return offered.stream().anyMatch(each -> each.ecu().equals(primary.ecu(name)));
  }

  private final class Handed implements HandingOver.Listener {
    private final List<Installation> agreed;

    Handed(List<Installation> agreed) {
      this.agreed = agreed;
    }

    @Override
    public void handedOver() {
      ended();
      offered.stream()
          .flatMap(each -> agreed.stream().filter(each::isFor))
          .forEach(each -> primary.kept.order(each.ecu().id(), Order.of(each.target())));
      listener.authorised();
    }

    @Override
    public void brokenOff() {
      Cycle.this.brokenOff();
    }

    @Override
    public void refused(Attack attack, String why) {
      refuse(new Rejection("5.4.3.3", attack, why));
    }
  }

  private void ended() {
    over = true;
    primary.over(this);
  }

  private String why(Offered offer, List<Installation> agreed) {
    String ecu = offer.ecu().equals(primary.ecu()) ? "this DCM" : offer.ecu();
    return agreed.stream()
        .filter(offer::isFor)
        .findFirst()
        .map(other -> "the director orders " + other.target().path() + ", another image is offered")
        .orElse("the director has ordered nothing for " + ecu);
  }

  private void refuse(Rejection rejection) {
    keep();
    ended();
    // Where nothing is offered nothing is refused: what is wrong is noticed with the next offer.
    listener.refused(
        isOfWithdrawal() ? String.valueOf(rejection.getMessage()) : primary.noticed(rejection));
  }

  private void keep() {
    primary.kept.keep(FullVerification.DIRECTOR, verification.director());
    primary.kept.keep(FullVerification.IMAGE, verification.image());
  }

  private abstract class Answer implements Repositories.Reply {
    @Override
    public void answered(int status, byte[] body) {
      asked = false;
      if (over) {
        return;
      }
      try {
        take(status, body);
        proceed();
      } catch (Rejection rejection) {
        refuse(rejection);
      }
    }

    abstract void take(int status, byte[] body) throws Rejection;

    @Override
    public void lost() {
      // The next look of the update asks again.
      asked = false;
    }
  }

  /** The director has its manifest; whatever it thinks of it, its metadata are looked at. */
  private final class Told extends Answer {
    @Override
    void take(int status, byte[] body) {
      told = true;
      primary.reported(status);
    }

    @Override
    public void tooLong() {
      answered(OK, new byte[0]);
    }

    @Override
    public void tooSlow() {
      lost();
    }
  }

  private final class File extends Answer {
    private final Wanted wanted;

    File(Wanted wanted) {
      this.wanted = wanted;
    }

    @Override
    void take(int status, byte[] body) throws Rejection {
      if (status == OK) {
        verification.arrived(body);
      } else {
        verification.absent();
      }
    }

    @Override
    public void tooLong() {
      // One byte too many, whatever is said about the rest.
      answered(OK, new byte[wanted.mostBytes() + 1]);
    }

    @Override
    public void tooSlow() {
      asked = false;
      if (!over) {
        refuse(
            new Rejection(
                "5.4", Attack.SLOW_RETRIEVAL, wanted.path() + ": its bytes come too slowly"));
      }
    }
  }
}
