// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.server.HttpInput;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Refuses a body before it is held in memory: one that says that it is too long (413, RFC 9110
 * 15.5.14), one that turns out to be, and a compressed one (415), which could be a thousand times
 * as long as it looks.
 */
final class BodyGuard extends HandlerWrapper {
  private static final int TOO_LONG = 413;
  private static final int UNSUPPORTED = 415;

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (base.getContentLengthLong() > Router.MAX_BODY_BYTES) {
      refuse(base, response, TOO_LONG, "body-too-long");
    } else if (request.getHeader("Content-Encoding") != null) {
      refuse(base, response, UNSUPPORTED, "content-encoding-unknown");
    } else {
      base.getHttpInput().addInterceptor(new Counter());
      super.handle(target, base, request, response);
    }
  }

  /** What follows on this connection would be the body: it ends here. */
  private static void refuse(Request base, HttpServletResponse response, int status, String reason)
      throws IOException {
    base.setHandled(true);
    response.setStatus(status);
    response.setHeader("Connection", "close");
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(("{\"reason\":\"" + reason + "\"}").getBytes(StandardCharsets.UTF_8));
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
