// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.sim.WallClock;
import dev.dcmrig.uptane.transfer.BoundedRead;
import dev.dcmrig.uptane.verify.ImageCheck;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Files of a repository over HTTP, within bounds of size and of slowness. */
@WallClock("a person's command asks a real server")
final class HttpFiles {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(ANSWER)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final InstantSource clock = Clock.systemUTC();

  InstantSource clock() {
    return clock;
  }

  /** A metadata file; empty if the server says that there is none (TUF 5.3.3: 403 or 404). */
  Optional<byte[]> metadata(URI base, Wanted wanted) throws IOException, Rejection {
    URI address = base.resolve(wanted.path());
    HttpResponse<InputStream> response = get(address);
    try (InputStream body = response.body()) {
      if (response.statusCode() == NOT_FOUND || response.statusCode() == FORBIDDEN) {
        return Optional.empty();
      }
      ok(address, response);
      return Optional.of(BoundedRead.metadata(address.getPath(), body, wanted.mostBytes(), clock));
    }
  }

  /** An image, checked while it comes. */
  void image(URI address, ImageCheck check, OutputStream out) throws IOException, Rejection {
    HttpResponse<InputStream> response = get(address);
    try (InputStream body = response.body()) {
      ok(address, response);
      BoundedRead.image(address.getPath(), body, check, out, clock);
    }
  }

  private HttpResponse<InputStream> get(URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).GET().build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for " + address, e);
    }
  }

  private static void ok(URI address, HttpResponse<?> response) throws IOException {
    if (response.statusCode() != OK) {
      throw new IOException(address + " answered " + response.statusCode() + ", not 200");
    }
  }
}
