// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.BusLosses;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.bridge.BusShare;
import java.util.Optional;

/** A DCM that reaches the bench's bus over a bridge: what gets lost there breaks the bench. */
record BridgedDcm(Dcm dcm, BusShare share) implements Dcm {

  @Override
  public String identity() {
    return dcm.identity();
  }

  @Override
  public void reset() {
    dcm.reset();
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
