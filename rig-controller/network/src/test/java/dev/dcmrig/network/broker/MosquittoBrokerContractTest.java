// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** Eclipse Mosquitto, where it is installed. */
class MosquittoBrokerContractTest extends BrokerContract {
  private RunAuthority authority;
  private Vertx vertx;

  @Override
  protected Broker open(VirtualTimeline of) {
    boolean installed =
        Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mosquitto")));
    if (!installed) {
      assertFalse("true".equals(System.getenv("CI")), "mosquitto is missing: .ci/install-tools");
      assumeTrue(false, "left out: there is no mosquitto here");
    }
    authority = new RunAuthority();
    vertx = RigVertx.create();
    return new MosquittoBroker(of, vertx, vertx.getOrCreateContext(), authority);
  }

  @Override
  @AfterEach
  protected void close() throws Exception {
    super.close();
    if (vertx != null) {
      vertx.close().await(60, TimeUnit.SECONDS);
      authority.close();
    }
  }
}
