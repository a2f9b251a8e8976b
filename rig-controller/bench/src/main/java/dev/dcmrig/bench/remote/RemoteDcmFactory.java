// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.remote;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.DcmDriver.Modem;
import dev.dcmrig.bench.driver.DcmDriver.Socket;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.RigAddress;
import dev.dcmrig.bench.driver.SeededDcm;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.bench.process.BridgedDcm;
import dev.dcmrig.bench.process.DcmEntrance;
import dev.dcmrig.bench.process.ProcessDcmDriver;
import dev.dcmrig.bench.process.RunningDcm;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * {@code dcm: {driver: remote, ...}}: a DCM that somebody else starts. The rig has its bus and its
 * network ready, says in a file where they are, and waits. A real one has no electrical socket:
 * instruments reach its pins.
 */
public final class RemoteDcmFactory implements DriverFactory<Dcm> {

  /** Its name in a bench file. */
  public static final String NAME = "remote";

  @Override
  public Port<Dcm> port() {
    return Port.DCM;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends Record> options() {
    return RemoteOptions.class;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.REAL_TIME, Trait.OWN_PROCESS, Trait.SHARED);
  }

  @Override
  public Set<Trait> traits(Record options) {
    return options instanceof RemoteOptions remote && remote.face() == RemoteOptions.Face.PINS
        ? Set.of(Trait.REAL_TIME, Trait.HARDWARE, Trait.SHARED)
        : traits();
  }

  @Override
  public Dcm open(Site site) {
    RemoteOptions options = site.options(RemoteOptions.class);
    RigAddress address = address(options);
    if (options.face() == RemoteOptions.Face.PINS) {
      return new RealDcm(site.facts().profileName());
    }
    if (site.facts().busIsShared()) {
      return fit(site, options, address, site.facts().busUri());
    }
    return BridgedDcm.fit(
        site.bus(), site.timeline(), address, 0, canUri -> fit(site, options, address, canUri));
  }

  private static RigAddress address(RemoteOptions options) {
    try {
      InetAddress here = InetAddress.getByName(options.here());
      return here.isLoopbackAddress()
          ? RigAddress.LOOPBACK
          : new RigAddress(
              here, CompletableFuture.completedFuture(InetAddress.getByName(options.from())));
    } catch (UnknownHostException e) {
      throw new BenchBroken("'dcm.here' or 'dcm.from' is no address: " + e.getMessage(), e);
    }
  }

  private static Dcm fit(Site site, RemoteOptions options, RigAddress address, String canUri) {
    BenchFacts facts = site.facts();
    HandOver handOver = new HandOver(facts.home().resolve(options.handOver().orElse(".")));
    return new DcmEntrance(
            address,
            new DcmEntrance.Invitation(
                "that somebody else has started",
                canUri,
                facts.profileName(),
                facts.profile(),
                facts.vehicle(),
                site.shared(SeededDcm.class).defects()),
            ProcessDcmDriver.HELLO_LIMIT)
        .fit(
            new Socket(
                site.timeline(),
                site.bus(),
                facts.binding(),
                site.pins(),
                modem(site, address),
                site.seed()),
            variables -> new Strange(handOver, variables));
  }

  private static Modem modem(Site site, RigAddress address) {
    Modem modem = site.modem();
    if (address.equals(RigAddress.LOOPBACK)) {
      return modem;
    }
    return new Modem(
        address.here().getHostAddress(),
        site.environment().proxyPort(address),
        modem.imsi(),
        modem.address(),
        modem.subscriberUri(),
        modem.vin(),
        modem.certificates());
  }

  /** Nobody here can look at it, or end it. */
  private static final class Strange implements RunningDcm {
    private final HandOver handOver;

    Strange(HandOver handOver, Map<String, String> variables) {
      this.handOver = handOver;
      handOver.write(variables);
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public String account() {
      return "it is started by somebody else, who finds what it needs in " + handOver.file();
    }

    @Override
    public void end(boolean askedTo) {
      handOver.remove();
    }
  }

  /** A thing on a desk: what reaches its pins are instruments. */
  private record RealDcm(String profileName) implements Dcm {
    @Override
    public String identity() {
      return "a DCM with pins, profile " + profileName;
    }

    @Override
    public void reset() {
      throw new NotOnThisBench(
          "nobody can reset this DCM as a watchdog does: no instrument reaches that");
    }

    @Override
    public void close() {
      // It stays where it is; the instruments go to their safe state by themselves.
    }
  }
}
