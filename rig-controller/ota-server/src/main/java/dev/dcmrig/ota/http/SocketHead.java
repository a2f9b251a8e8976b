// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The head of a request that came over a socket. */
public record SocketHead(HttpServerRequest request) implements RequestHead {
  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public @Nullable String field(String name) {
    return request.getHeader(name);
  }

  @Override
  public @Nullable String parameter(String name) {
    return request.getParam(name);
  }

  @Override
  public String address() {
    HostAndPort authority = request.authority();
    return request.scheme() + "://" + (authority == null ? "localhost" : authority);
  }

  @Override
  public @Nullable SSLSession tls() {
    return request.connection().sslSession();
  }
}
