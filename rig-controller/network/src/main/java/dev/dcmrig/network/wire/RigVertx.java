// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * The one way to make a Vert.x for the rig. Nothing of it is reached from other machines, and it
 * leaves no files: its own DNS resolver, which binds UDP sockets on all interfaces, and its cache
 * of files are off. Names are resolved by the JDK; the rig asks for loopback addresses only.
 */
public final class RigVertx {
  /** Read once by Vert.x, when the first one is made. */
  private static final String NO_DNS_RESOLVER = "vertx.disableDnsResolver";

  /**
   * Netty's events of allocated buffers. Nobody reads them here, and each kind makes the JDK weave
   * a class anew at the first buffer.
   */
  private static final String NETTY_FLIGHT_RECORDER = "io.netty.jfr.enabled";

  private RigVertx() {}

  public static Vertx create() {
    return Vertx.vertx(options());
  }

  /** For one that is made in another way, such as over several processes. */
  public static VertxOptions options() {
    System.setProperty(NO_DNS_RESOLVER, "true");
    System.setProperty(NETTY_FLIGHT_RECORDER, "false");
    return new VertxOptions()
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }
}
