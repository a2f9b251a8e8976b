// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dcmrig.api.edge.EdgeHeaders;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpInput;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Stands before WireMock and lets through what the rig itself has sent: requests that the link
 * brings from a DCM, and those of people and programs that a scenario plays.
 *
 * <ul>
 *   <li>A request without a token of the run is a stranger's: 403, counted, its connection closed.
 *   <li>The link's header fields on a request that is not the link's: 403.
 *   <li>WireMock's own pages: 404, whoever asks.
 *   <li>A body that is too long: 413 (RFC 9110 15.5.14), before it is held in memory.
 *   <li>A compressed body: 415; it could be a thousand times as long as it looks.
 * </ul>
 */
final class EdgeGuard extends HandlerWrapper {
  private static final int FORBIDDEN = 403;
  private static final int UNKNOWN = 404;
  private static final int TOO_LONG = 413;
  private static final int UNSUPPORTED = 415;
  private static final String ADMIN = "/__admin";

  private final EdgeTokens tokens;
  private final IdleConnections connections;
  private final AtomicLong strangers = new AtomicLong();

  EdgeGuard(EdgeTokens tokens, IdleConnections connections) {
    this.tokens = tokens;
    this.connections = connections;
  }

  /** Requests that were nobody's of this run. */
  long strangers() {
    return strangers.get();
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    boolean link = tokens.isEdge(header(request, EdgeHeaders.EDGE_TOKEN));
    if (!link && !tokens.isClient(header(request, EdgeHeaders.CLIENT_TOKEN))) {
      strangers.incrementAndGet();
      refuse(base, response, FORBIDDEN, "stranger");
    } else if (!link && has(request, EdgeHeaders.DCM_VIN, EdgeHeaders.FAULT)) {
      refuse(base, response, FORBIDDEN, "header-of-the-link");
    } else if (isRepeated(request)) {
      refuse(base, response, FORBIDDEN, "header-twice");
    } else if (target.startsWith(ADMIN) || base.getRequestURI().startsWith(ADMIN)) {
      refuse(base, response, UNKNOWN, "unknown");
    } else if (base.getContentLengthLong() > Router.MAX_BODY_BYTES) {
      refuse(base, response, TOO_LONG, "body-too-long");
    } else if (request.getHeader("Content-Encoding") != null) {
      refuse(base, response, UNSUPPORTED, "content-encoding-unknown");
    } else {
      Connection connection = base.getHttpChannel().getEndPoint().getConnection();
      connections.known(connection);
      base.getHttpInput().addInterceptor(new Counter());
      super.handle(target, base, request, response);
    }
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  private static boolean has(HttpServletRequest request, String... names) {
    for (String name : names) {
      if (request.getHeader(name) != null) {
        return true;
      }
    }
    return false;
  }

  /** Of two fields of one name it would be anybody's guess which one counts. */
  private static boolean isRepeated(HttpServletRequest request) {
    for (String name : EdgeHeaders.ALL) {
      Enumeration<String> values = request.getHeaders(name);
      if (values.hasMoreElements()) {
        values.nextElement();
        if (values.hasMoreElements()) {
          return true;
        }
      }
    }
    return false;
  }

  /** What follows on this connection would be the body: it ends here. */
  private static void refuse(Request base, HttpServletResponse response, int status, String reason)
      throws IOException {
    base.setHandled(true);
    response.setStatus(status);
    response.setHeader("Connection", "close");
    response.setContentType("application/json");
    String body = JsonNodeFactory.instance.objectNode().put("reason", reason).toString();
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Counts a body whose length nobody has said. */
  private static final class Counter implements HttpInput.Interceptor {
    private long bytes;

    @Override
    public HttpInput.Content readFrom(HttpInput.Content content) {
      bytes += content.remaining();
      if (bytes > Router.MAX_BODY_BYTES) {
        throw new BadMessageException(TOO_LONG, "body-too-long");
      }
      return content;
    }
  }
}
