// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/**
 * Where updates come from, as the telematics service has told (docs/DCM-INTERFACE.md, 2.9).
 *
 * @param host its name
 * @param port its port
 * @param path that {@code /controller/v1/...} follows, for instance {@code /default}
 * @param token of this vehicle; empty where the certificate is enough
 * @param repositories path of Uptane's repositories, for instance {@code /uptane}; empty where
 *     nobody has said it
 */
record UpdateServer(String host, int port, String path, String token, String repositories) {
  private static final int HTTPS = 443;
  private static final String NAME = "[A-Za-z0-9.-]{1,253}";
  private static final String PATH = "(/[A-Za-z0-9._~-]{1,128}){0,4}";
  private static final String TOKEN = "[A-Za-z0-9._~+/=-]{0,256}";

  /**
   * By {@code url}, {@code token} and {@code repositories}; empty when it is no server that a DCM
   * may ask.
   */
  static Optional<UpdateServer> of(JsonNode updates) {
    try {
      URI url = URI.create(updates.path("url").asText());
      String token = updates.path("token").asText("");
      String host = url.getHost();
      String path = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/$", "");
      if (!"https".equals(url.getScheme())
          || host == null
          || !host.matches(NAME)
          || !path.matches(PATH)
          || !token.matches(TOKEN)) {
        return Optional.empty();
      }
      UpdateServer server =
          new UpdateServer(host, url.getPort() < 0 ? HTTPS : url.getPort(), path, token, "");
      return Optional.of(server.with(updates.path("repositories").asText("")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same with repositories, if they are at this server: a DCM asks no other. */
  private UpdateServer with(String repositoriesUrl) {
    String at = local(repositoriesUrl).filter(it -> it.matches(PATH)).orElse("");
    return new UpdateServer(host, port, path, token, at);
  }

  /** Path and query of a link, if it leads to this server; a DCM follows no other. */
  Optional<String> local(String link) {
    try {
      URI uri = URI.create(link);
      int linkPort = uri.getPort() < 0 ? HTTPS : uri.getPort();
      boolean own =
          uri.getHost() == null
              ? link.startsWith("/") && !link.startsWith("//")
              : "https".equals(uri.getScheme())
                  && uri.getHost().equalsIgnoreCase(host)
                  && linkPort == port;
      if (!own || uri.getRawPath() == null || !uri.getRawPath().startsWith("/")) {
        return Optional.empty();
      }
      return Optional.of(
          uri.getRawQuery() == null
              ? uri.getRawPath()
              : uri.getRawPath() + "?" + uri.getRawQuery());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The controller's own resource. */
  String controller(String id) {
    return path + "/controller/v1/" + id;
  }
}
