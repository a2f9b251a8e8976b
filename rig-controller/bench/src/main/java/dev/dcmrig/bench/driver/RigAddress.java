// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a part outside of this process reaches the rig, and the one address that is served there.
 * Anybody else is a stranger.
 *
 * @param here an address of this machine to listen at
 * @param guest who is served; done when it is known, as a container's address is after its start
 */
public record RigAddress(InetAddress here, CompletableFuture<InetAddress> guest) {

  /** This machine, and programs on it. */
  public static final RigAddress LOOPBACK =
      new RigAddress(
          InetAddress.getLoopbackAddress(),
          CompletableFuture.completedFuture(InetAddress.getLoopbackAddress()));

  private static final int GUEST_SECONDS = 10;

  /** Whether who comes from there is served. Waits, for 10 s at most, until that is known. */
  public boolean admits(InetAddress from) {
    if (here.isLoopbackAddress()) {
      return from.isLoopbackAddress();
    }
    try {
      return guest.get(GUEST_SECONDS, TimeUnit.SECONDS).equals(from);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
