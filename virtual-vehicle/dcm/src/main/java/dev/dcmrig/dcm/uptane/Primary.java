// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Ecu;
import dev.dcmrig.uptane.verify.ImageCheck;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.Vehicle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The primary of a vehicle (Uptane 5.4.2): tells the director what is installed, has both
 * repositories say what shall be, and holds what comes against it. On the timeline's thread.
 *
 * <p>A DCM without root metadata from the factory is no primary: it takes what the update server
 * offers. One that has them takes nothing else than what both repositories have signed.
 */
public final class Primary {
  private static final int BLOCK = 64 * 1024;
  private static final int ACCEPTED = 200;

  /** Cycles that may break off in a row, since ECUs or the time server are silent. */
  private static final int MOST_CYCLES = 10;

  /** Reads from the flash. */
  @FunctionalInterface
  public interface Flash {
    byte[] read(int offset, int count);
  }

  /** Who wants to know whether an image may be installed. Told once for each cycle. */
  public interface Listener {
    void authorised();

    /** It may not; why, with the standard's clause and the kind of attack. */
    void refused(String why);
  }

  final DcmContext dcm;
  final PrimaryRules rules;
  private final String hardware;
  private final Order factory;
  final Repositories repositories;
  final Secondaries secondaries;
  final KeptTrust kept;
  private @Nullable Provisioned provisioned;
  private boolean looked;
  private @Nullable Cycle cycle;
  private @Nullable Gathering reporting;

  /** Cycles in a row that were broken off since ECUs were silent. */
  private int brokenOff;

  /** The attack that was noticed last and that the director has not been told; empty for none. */
  private String noticed = "";

  /**
   * @param hardware that images must be made for
   * @param factory the image that the DCM left the factory with
   * @param secondaries ECUs that verify by themselves
   */
  public Primary(
      DcmContext dcm,
      PrimaryRules rules,
      String hardware,
      Order factory,
      Repositories repositories,
      Secondaries secondaries) {
    this.secondaries = secondaries;
    this.dcm = dcm;
    this.rules = rules;
    this.hardware = hardware;
    this.factory = factory;
    this.repositories = repositories;
    this.kept = new KeptTrust(dcm.memory());
  }

  /** Whether it has what it takes; read once, when it is asked for first. */
  public boolean isProvisioned() {
    return provisioned().isPresent();
  }

  private Optional<Provisioned> provisioned() {
    if (!looked) {
      looked = true;
      provisioned = Provisioned.read(dcm.access().certificates()).orElse(null);
    }
    return Optional.ofNullable(provisioned);
  }

  /**
   * Goes on to find out whether an image may be installed; to be called again while it is not told.
   *
   * @param offered for the DCM and for ECUs behind it, one or more
   */
  public void verify(List<Offered> offered, Listener listener) {
    Cycle running = cycle;
    if (running != null && running.isOfWithdrawal()) {
      // It is owed still, and waits.
      stop();
      running = null;
    }
    if (running == null) {
      kept.forgetOrders();
      running = begin(offered, listener);
      cycle = running;
    }
    if (running != null) {
      running.proceed();
    }
  }

  private @Nullable Cycle begin(List<Offered> offered, Listener listener) {
    Provisioned factorys = provisioned().orElseThrow();
    if (!repositories.areKnown()) {
      listener.refused(noticed(Attack.DENIED, "nobody has said where Uptane's repositories are"));
      return null;
    }
    try {
      return new Cycle(this, factorys, vehicle(offered), offered, listener);
    } catch (Rejection damaged) {
      listener.refused(noticed(damaged));
      return null;
    }
  }

  void over(Cycle ended) {
    brokenOff = 0;
    if (cycle == ended) {
      cycle = null;
    }
  }

  /**
   * A cycle has got no further; the next look begins it anew.
   *
   * @return whether that makes sense: not after many in a row
   */
  boolean mayBeginAnew(Cycle ended) {
    if (++brokenOff < MOST_CYCLES) {
      if (cycle == ended) {
        cycle = null;
      }
      return true;
    }
    return false;
  }

  /** Nothing is waited for any more. */
  public void stop() {
    brokenOff = 0;
    Cycle running = cycle;
    cycle = null;
    if (running != null) {
      running.stop();
    }
    Gathering last = reporting;
    reporting = null;
    if (last != null) {
      last.stop();
    }
  }

  /** What the DCM and the ECUs behind it run, as far as it was ordered by way of this DCM. */
  private Vehicle vehicle(List<Offered> offered) {
    Order installed = installed();
    List<Ecu> ecus = new ArrayList<>();
    ecus.add(new Ecu(ecu(), hardware, installed.releaseCounter(), installed.path()));
    offered.stream()
        .filter(each -> !each.ecu().equals(ecu()))
        .forEach(each -> ecus.add(behind(each)));
    return Vehicle.of(dcm.access().vin(), ecus);
  }

  private Ecu behind(Offered offered) {
    Optional<Order> runs = kept.installed(offered.ecu());
    return new Ecu(
        offered.ecu(),
        offered.hardwareId(),
        runs.map(Order::releaseCounter).orElse(0L),
        runs.map(Order::path).orElse(""));
  }

  /** What is offered for the DCM itself. */
  public Offered forDcm(long size, String sha256) {
    return new Offered(ecu(), hardware, size, sha256);
  }

  /** The id of an ECU behind the DCM, by its name in the car's data. */
  public String ecu(String name) {
    return dcm.access().vin() + "-" + name;
  }

  /** What the DCM runs itself. */
  Order installed() {
    return kept.installed(ecu()).orElse(factory);
  }

  Order factory() {
    return factory;
  }

  /** The DCM's serial number: that of the vehicle, since it has one DCM. */
  public String ecu() {
    return dcm.access().vin() + "-dcm";
  }

  String noticed(Rejection rejection) {
    noticed = rejection.attack().name();
    return String.valueOf(rejection.getMessage());
  }

  /** The same of something that is no rule of the verifier. */
  String noticed(Attack attack, String why) {
    return noticed(new Rejection("5.4.4", attack, why));
  }

  /**
   * Why the image on the flash must not be installed; empty if it is the one that was ordered.
   *
   * @param size of what has come, in bytes
   */
  public Optional<String> wrongWithImage(long size, Flash flash) {
    Optional<Order> order = kept.order(ecu());
    if (order.isEmpty()) {
      return isProvisioned() && rules.isOrderNeeded()
          ? Optional.of(
              noticed(
                  new Rejection(
                      "5.4.3.4-7", Attack.ARBITRARY_SOFTWARE, "no order for it is known any more")))
          : Optional.empty();
    }
    ImageCheck check = new ImageCheck(order.get().target());
    try {
      for (int at = 0; at < size; at += BLOCK) {
        byte[] block = flash.read(at, (int) Math.min(BLOCK, size - at));
        check.update(block, 0, block.length);
      }
      check.finish();
      return Optional.empty();
    } catch (Rejection other) {
      return rules.isImageTaken(false) ? Optional.empty() : Optional.of(noticed(other));
    }
  }

  /**
   * The words for an image that does not come as it should, and is given up.
   *
   * @param attack that this may be; kept for the director, if this is a primary
   */
  public String refused(Attack attack, String why) {
    return isProvisioned() ? noticed(new Rejection("5.4.3.4-7", attack, why)) : why;
  }

  /** Nothing that was ordered is wanted any more. ECUs that were told of it are to hear that. */
  public void giveUp() {
    stop();
    kept.withdrawn();
    kept.forgetOrders();
  }

  /** Whether ECUs have an order that was withdrawn since, or that failed. */
  public boolean isWithdrawalOwed() {
    return kept.isOwed() && isProvisioned() && rules.isEndOfOrderPassedOn();
  }

  /**
   * Goes on to hand all secondaries the director's newest metadata, by which an order ends that was
   * withdrawn (5.4.2.6); to be called again while it is owed and nothing is offered.
   */
  public void tellOfWithdrawal() {
    Cycle running = cycle;
    if (running == null) {
      running = begin(List.of(), new Withdrawal());
      cycle = running;
    }
    if (running != null) {
      running.proceed();
    }
  }

  /** The update is over that it was about: nobody is told anything. */
  private final class Withdrawal implements Listener {
    @Override
    public void authorised() {
      kept.owesNothing();
    }

    @Override
    public void refused(String why) {
      kept.owesNothing();
    }
  }

  /**
   * An update is over. The director is told, once the ECUs have said what they run. To be called
   * again while it is not reporting and has not told that the report is on its way.
   *
   * @param run ECUs in which what was ordered for them runs, and has proved itself
   * @param then runs when the report is on its way, or none is sent
   */
  public void concluded(Collection<String> run, Runnable then) {
    stop();
    for (String ecu : run) {
      kept.order(ecu).ifPresent(order -> kept.installed(ecu, order));
    }
    if (rules.isOrderEnded(run.containsAll(kept.handed()))) {
      kept.withdrawn();
    }
    kept.forgetOrders();
    kept.handedOverIsOver();
    if (!repositories.areKnown() || !isProvisioned()) {
      then.run();
      return;
    }
    Gathering last = new Gathering(this, List.of(), new AtTheEnd(then));
    reporting = last;
    last.begin();
  }

  /** Whether the report of an update that is over is being made. */
  public boolean isReporting() {
    return reporting != null;
  }

  private final class AtTheEnd implements Gathering.Listener {
    private final Runnable then;

    AtTheEnd(Runnable then) {
      this.then = then;
    }

    @Override
    public void gathered(Gathering all) {
      reporting = null;
      repositories.put(manifestPath(), manifest(all.reports()), new LastReport());
      then.run();
    }

    @Override
    public void brokenOff() {
      // An emergency: who waits for it asks again.
      reporting = null;
    }
  }

  /** The director has a report: the attack that it names need not be told again. */
  void reported(int status) {
    if (status == ACCEPTED) {
      noticed = "";
    }
  }

  String manifestPath() {
    return director("manifest");
  }

  /** Path of a file at this vehicle's director. */
  String director(String file) {
    return "director/" + dcm.access().vin() + "/" + file;
  }

  /**
   * What is installed, signed (5.4.2.1).
   *
   * @param ofEcus reports of secondaries by their ids
   */
  String manifest(Map<String, Map<String, Object>> ofEcus) {
    return new Manifest(this, provisioned().orElseThrow().key(), noticed).of(ofEcus);
  }

  /** A report that may be lost: the next one says the same. */
  private final class LastReport implements Repositories.Reply {
    @Override
    public void answered(int status, byte[] body) {
      reported(status);
    }

    @Override
    public void tooLong() {}

    @Override
    public void tooSlow() {}

    @Override
    public void lost() {}
  }
}
