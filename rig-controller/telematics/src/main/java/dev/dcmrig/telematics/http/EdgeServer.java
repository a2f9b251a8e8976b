// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/** WireMock's server with bounds on what a client can make it hold. */
final class EdgeServer extends Jetty11HttpServer {
  /** Open connections; further ones wait to be accepted. */
  static final int MAX_CONNECTIONS = 2_000;

  EdgeServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    super(options, admin, stubs);
  }

  @Override
  protected Handler createHandler(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    BodyGuard guard = new BodyGuard();
    guard.setHandler(super.createHandler(options, admin, stubs));
    return guard;
  }

  @Override
  protected void applyAdditionalServerConfiguration(Server server, Options options) {
    super.applyAdditionalServerConfiguration(server, options);
    server.addBean(new ConnectionLimit(MAX_CONNECTIONS, server));
    httpConnector.addBean(new SlowClients(httpConnector));
  }
}
