// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import dev.dcmrig.api.BenchBroken;
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
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code dcm: {driver: container, image: ...}}: a DCM in a container, one for each scenario
 * (docs/DCM-INTERFACE.md, section 0). It has a network of its own with the rig; the rig serves
 * nobody else there. The bus is bridged to it, whatever the bus is.
 *
 * @param helloLimit from the start until {@code hello}
 */
public record ContainerDcmFactory(Duration helloLimit) implements DriverFactory<Dcm> {

  /** Its name in a bench file. */
  public static final String NAME = "container";

  private static final int SHORT_ID = 19;

  public ContainerDcmFactory() {
    this(ProcessDcmDriver.HELLO_LIMIT);
  }

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
    return ContainerOptions.class;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.REAL_TIME, Trait.OWN_PROCESS);
  }

  @Override
  public Optional<String> whoIsThere(Record named) {
    if (!(named instanceof ContainerOptions options)) {
      return Optional.empty();
    }
    return Optional.of(
        "image " + options.image() + ", " + ContainerEngine.find().image(options.image()));
  }

  @Override
  public Dcm open(Site site) {
    ContainerOptions options = site.options(ContainerOptions.class);
    ContainerEngine engine = ContainerEngine.find();
    String image = engine.image(options.image());
    RigNetwork network = RigNetwork.open(engine, Names.next());
    CompletableFuture<java.net.InetAddress> guest = new CompletableFuture<>();
    RigAddress address = new RigAddress(network.here(), guest);
    try {
      return BridgedDcm.fit(
          site.bus(),
          site.timeline(),
          address,
          0,
          canUri -> fit(site, engine, network, address, where(options, image), canUri));
    } catch (RuntimeException e) {
      // Whoever still waits to be let in is not.
      guest.completeExceptionally(e);
      network.remove();
      throw e;
    }
  }

  /** The image by its content: a name may be another image tomorrow. */
  private static String where(ContainerOptions options, String image) {
    return "in a container of "
        + options.image()
        + " ("
        + image.substring(0, Math.min(SHORT_ID, image.length()))
        + ")";
  }

  private Dcm fit(
      Site site,
      ContainerEngine engine,
      RigNetwork network,
      RigAddress address,
      String where,
      String canUri) {
    BenchFacts facts = site.facts();
    ContainerFiles files = new ContainerFiles(facts);
    Modem modem = site.modem();
    AtomicReference<DcmContainer> started = new AtomicReference<>();
    Dcm dcm =
        new DcmEntrance(
                address,
                new DcmEntrance.Invitation(
                    where,
                    canUri,
                    facts.profileName(),
                    files.profile(),
                    files.vehicle(),
                    site.shared(SeededDcm.class).defects()),
                helloLimit)
            .fit(
                new Socket(
                    site.timeline(),
                    site.bus(),
                    facts.binding(),
                    site.pins(),
                    inside(modem, address, site.environment().proxyPort(address)),
                    site.seed()),
                variables -> {
                  DcmContainer container =
                      DcmContainer.start(
                          engine,
                          site.options(ContainerOptions.class),
                          network,
                          variables,
                          files.tar(modem.certificates()),
                          address.guest());
                  started.set(container);
                  return container;
                });
    DcmContainer container = started.get();
    if (container == null) {
      throw new BenchBroken("a DCM has come, and no container was started for it");
    }
    return new WatchedDcm(dcm, container, site::broke);
  }

  /** The same way into the network, as a container finds it. */
  private static Modem inside(Modem modem, RigAddress address, int proxyPort) {
    return new Modem(
        address.here().getHostAddress(),
        proxyPort,
        modem.imsi(),
        modem.address(),
        modem.subscriberUri(),
        modem.vin(),
        ContainerFiles.CERTIFICATES);
  }
}
