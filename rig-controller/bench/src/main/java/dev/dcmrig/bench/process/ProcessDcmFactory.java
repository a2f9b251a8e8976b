// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.SeededDcm;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.List;
import java.util.Set;

/**
 * {@code dcm: {driver: process, command: [...]}}: a DCM in a process of its own
 * (docs/DCM-INTERFACE.md, section 0). {@code exec}, as such a driver is called at other ports, is
 * the same. On virtual time it must speak the clock protocol, and its frames are lines of it; else
 * a bus that is in this process only is bridged to it by cannelloni over UDP.
 *
 * @param name {@code process} or {@code exec}
 */
public record ProcessDcmFactory(String name) implements DriverFactory<Dcm> {

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
    return Set.of(Trait.OWN_PROCESS);
  }

  @Override
  public Dcm open(Site site) {
    BenchFacts facts = site.facts();
    if (site.timeline() instanceof VirtualTimeline timeline) {
      return ClockedDcmDriver.fit(
          timeline,
          site.shared(ClockedProcesses.class),
          plan(site, ClockedDcmDriver.BUS),
          socket(site));
    }
    if (facts.busIsShared()) {
      return open(site, facts.busUri());
    }
    return BridgedDcm.fit(site.bus(), site.timeline(), canUri -> open(site, canUri));
  }

  private static Dcm open(Site site, String canUri) {
    return new ProcessDcmDriver(plan(site, canUri)).fit(socket(site));
  }

  private static ProcessDcmDriver.Plan plan(Site site, String canUri) {
    BenchFacts facts = site.facts();
    return new ProcessDcmDriver.Plan(
        site.options(CommandOptions.class).command(),
        facts.home(),
        canUri,
        facts.profileName(),
        facts.profile(),
        facts.vehicle(),
        site.shared(SeededDcm.class).defects());
  }

  private static DcmDriver.Socket socket(Site site) {
    return new DcmDriver.Socket(
        site.timeline(),
        site.bus(),
        site.facts().binding(),
        site.pins(),
        site.modem(),
        site.seed());
  }
}
