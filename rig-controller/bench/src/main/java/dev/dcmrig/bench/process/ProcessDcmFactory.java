// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.SeededDcm;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.bridge.BusShare;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * {@code dcm: {driver: process, command: [...]}}: a DCM in a process of its own
 * (docs/DCM-INTERFACE.md, section 0). {@code exec}, as such a driver is called at other ports, is
 * the same. A bus that is in this process only is bridged to it by cannelloni over UDP.
 *
 * @param name {@code process} or {@code exec}
 */
public record ProcessDcmFactory(String name) implements DriverFactory<Dcm> {

  /** The datagram and the 'hello' take different ways: the first may be the later one. */
  private static final Duration JOINING_BOUND = Duration.ofSeconds(5);

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  public static final List<ProcessDcmFactory> ALL =
      List.of(new ProcessDcmFactory("process"), new ProcessDcmFactory("exec"));

  @Override
  public Port<Dcm> port() {
    return Port.DCM;
  }

  @Override
  public Class<? extends Record> options() {
    return CommandOptions.class;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.REAL_TIME, Trait.OWN_PROCESS);
  }

  @Override
  public Dcm open(Site site) {
    BenchFacts facts = site.facts();
    if (facts.busIsShared()) {
      return open(site, facts.busUri());
    }
    BusShare share = share(site);
    try {
      Dcm dcm = open(site, share.uri());
      if (share.awaitOther(JOINING_BOUND)) {
        return new BridgedDcm(dcm, share);
      }
      dcm.close();
      throw new BenchBroken(
          "the DCM has said 'hello', and sent no datagram to DCM_CAN, "
              + share.uri()
              + " (docs/DCM-INTERFACE.md, section 0): the bus would not reach it"
              + (share.firstProblem().isEmpty() ? "" : "; there was " + share.firstProblem()));
    } catch (RuntimeException e) {
      share.close();
      throw e;
    }
  }

  private static BusShare share(Site site) {
    try {
      return BusShare.cannelloniForOne(site.bus(), site.timeline(), ANY_PORT);
    } catch (BusException e) {
      throw new BenchBroken("no loopback port for the DCM's bus: " + e.getMessage(), e);
    }
  }

  private static Dcm open(Site site, String canUri) {
    BenchFacts facts = site.facts();
    return new ProcessDcmDriver(
            new ProcessDcmDriver.Plan(
                site.options(CommandOptions.class).command(),
                facts.home(),
                canUri,
                facts.profileName(),
                facts.profile(),
                facts.vehicle(),
                site.shared(SeededDcm.class).defects()))
        .fit(
            new DcmDriver.Socket(
                site.timeline(),
                site.bus(),
                facts.binding(),
                site.pins(),
                site.modem(),
                site.seed()));
  }
}
