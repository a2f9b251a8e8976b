// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.bench.driver.BusLosses;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.RigAddress;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.bridge.BusShare;
import dev.dcmrig.sim.Timeline;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A DCM that reaches the bench's bus over a bridge: what gets lost there breaks the bench. */
public final class BridgedDcm implements Dcm {

  /** The datagram and the 'hello' take different ways: the first may be the later one. */
  private static final Duration JOINING_BOUND = Duration.ofSeconds(5);

  private final Dcm dcm;
  private final BusShare share;

  private BridgedDcm(Dcm dcm, BusShare share) {
    this.dcm = dcm;
    this.share = share;
  }

  /**
   * Fits a DCM that is told where the bus is; on the timeline's thread.
   *
   * @param byAddress fits it, given what {@code DCM_CAN} is to say
   * @throws BenchBroken when it can't be fitted, or has not joined the bus when it is
   */
  static Dcm fit(CanBus bus, Timeline timeline, Function<String, Dcm> byAddress) {
    return fit(bus, timeline, RigAddress.LOOPBACK, 0, byAddress);
  }

  /**
   * As above, where the DCM is not a program of this machine's.
   *
   * @param address where the rig listens, and whose datagrams it takes
   * @param port 0 is any
   */
  public static Dcm fit(
      CanBus bus,
      Timeline timeline,
      RigAddress address,
      int port,
      Function<String, Dcm> byAddress) {
    BusShare share = share(bus, timeline, address, port);
    try {
      Dcm dcm = byAddress.apply(share.uri());
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

  private static BusShare share(CanBus bus, Timeline timeline, RigAddress address, int port) {
    try {
      return BusShare.cannelloniForOne(
          bus, timeline, new InetSocketAddress(address.here(), port), address::admits);
    } catch (BusException e) {
      throw new BenchBroken("no port for the DCM's bus: " + e.getMessage(), e);
    }
  }

  @Override
  public String identity() {
    return dcm.identity();
  }

  @Override
  public void reset() {
    dcm.reset();
  }

  @Override
  public Optional<RequirementNotMet> misconduct() {
    return dcm.misconduct();
  }

  @Override
  public Optional<BenchBroken> failure() {
    Optional<BenchBroken> own = dcm.failure();
    BusHealth health = share.health();
    return own.isPresent() || health.lost() == 0
        ? own
        : Optional.of(new BenchBroken(BusLosses.sentence(share.uri(), health) + first()));
  }

  private String first() {
    String problem = share.firstProblem();
    return problem.isEmpty()
        ? ""
        : ". The first was " + problem + " (docs/DCM-INTERFACE.md, section 0)";
  }

  @Override
  public void close() {
    try {
      dcm.close();
    } finally {
      share.close();
    }
  }
}
