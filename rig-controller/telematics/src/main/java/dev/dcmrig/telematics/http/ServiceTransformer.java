// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.dcmrig.api.edge.EdgeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The service behind WireMock: a mapping that names the transformer {@code service} is answered by
 * the router of the scenario. Who asks is known by a bearer token of the run (RFC 6750), the DCM by
 * the certificate that the link has seen.
 */
final class ServiceTransformer implements ResponseTransformerV2 {
  private static final String BEARER = "Bearer ";
  private static final int NORMAL = 200;
  private static final int TOO_MANY = 429;

  private final EdgeTokens tokens;
  private volatile @Nullable Router router;

  /** Every request is answered with this status; 200 is normal. */
  private volatile int status = NORMAL;

  ServiceTransformer(EdgeTokens tokens) {
    this.tokens = tokens;
  }

  void begin(Router newRouter) {
    router = newRouter;
    status = NORMAL;
  }

  void answerWith(int newStatus) {
    status = newStatus;
  }

  @Override
  public String getName() {
    return "service";
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  @Override
  public Response transform(Response response, ServeEvent event) {
    Router current = router;
    if (status != NORMAL || current == null) {
      return Response.Builder.like(response)
          .but()
          .status(status == NORMAL ? 503 : status)
          .body("")
          .build();
    }
    Request request = event.getRequest();
    boolean dcm = tokens.isEdge(header(request, EdgeHeaders.EDGE_TOKEN));
    ApiAnswer answer =
        current.answer(
            dcm ? Role.DCM : tokens.roleOf(bearer(request)),
            dcm ? header(request, EdgeHeaders.DCM_VIN) : EdgeTokens.ownerOf(bearer(request)),
            request.getMethod().getName(),
            request.getUrl(),
            header(request, "Idempotency-Key"),
            request.getBody());
    Response.Builder builder = Response.Builder.like(response).but().status(answer.status());
    return answer.body() == null
        ? builder.body("").headers(HttpHeaders.noHeaders()).build()
        : builder.headers(headers(answer.status())).body(answer.body().toString()).build();
  }

  private static HttpHeaders headers(int status) {
    HttpHeader json = new HttpHeader("Content-Type", "application/json");
    return status == TOO_MANY
        ? new HttpHeaders(json, new HttpHeader("Retry-After", "1"))
        : new HttpHeaders(json);
  }

  private static String bearer(Request request) {
    String credentials = header(request, "Authorization");
    return credentials.startsWith(BEARER) ? credentials.substring(BEARER.length()) : "";
  }

  private static String header(Request request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }
}
