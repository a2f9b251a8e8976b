// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/** WireMock's server with a guard before it, and bounds on what a client can make it hold. */
final class EdgeServer extends Jetty11HttpServer {
  /** Open connections; further ones wait to be accepted. */
  static final int MAX_CONNECTIONS = 2_000;

  private EdgeServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    super(options, admin, stubs);
  }

  /**
   * Makes such a server when WireMock asks for one.
   *
   * @param guard made for this server alone
   * @param connections told of this server's connections
   */
  static HttpServerFactory factory(EdgeGuard guard, IdleConnections connections) {
    // The superclass builds its handlers within its constructor, before any field could be set.
    return (options, admin, stubs) -> {
      Building.PARTS.set(new Building(guard, connections));
      try {
        return new EdgeServer(options, admin, stubs);
      } finally {
        Building.PARTS.remove();
      }
    };
  }

  private record Building(EdgeGuard guard, IdleConnections connections) {
    static final ThreadLocal<Building> PARTS = new ThreadLocal<>();
  }

  @Override
  protected Handler createHandler(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    EdgeGuard guard = Building.PARTS.get().guard();
    guard.setHandler(super.createHandler(options, admin, stubs));
    return guard;
  }

  @Override
  protected void applyAdditionalServerConfiguration(Server server, Options options) {
    super.applyAdditionalServerConfiguration(server, options);
    server.addBean(new ConnectionLimit(MAX_CONNECTIONS, server));
    IdleConnections connections = Building.PARTS.get().connections();
    httpConnector.addBean(connections);
    httpConnector.addBean(new SlowClients(httpConnector, connections));
  }
}
