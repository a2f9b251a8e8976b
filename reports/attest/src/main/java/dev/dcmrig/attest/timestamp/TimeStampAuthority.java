// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest.timestamp;

import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Has a run's signatures stamped by an authority that a user names. */
public final class TimeStampAuthority {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 1 << 20;

  private TimeStampAuthority() {}

  /**
   * Asks over HTTP (RFC 3161, 3.4), and lays the answer beside the attestation.
   *
   * @throws IOException with a sentence, when the run is not signed, or there is no stamp
   */
  public static void stamp(Path folder, URI authority) throws IOException {
    byte[] request = query(folder);
    byte[] response;
    try {
      HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(authority)
                  .timeout(TIMEOUT)
                  .header("Content-Type", "application/timestamp-query")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException(authority + ": answers with HTTP " + answer.statusCode());
        }
        // One byte more than is taken: a longer answer is told from one that just fits.
        response = body.readNBytes(MAX_BYTES + 1);
      }
    } catch (ConnectException | IllegalArgumentException e) {
      throw new IOException(authority + ": can't be asked: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(authority + ": interrupted", e);
    }
    keep(folder, request, response);
  }

  /** A request for the signatures that a run has. */
  public static byte[] query(Path folder) throws IOException {
    Path signed = folder.resolve(RunFolder.ATTESTATION);
    if (!Files.isRegularFile(signed)) {
      throw new IOException(folder + ": is not signed; a time stamp is of the signatures");
    }
    try {
      return TimeStamp.request(Files.readAllBytes(signed));
    } catch (IOException e) {
      throw new IOException(signed + ": can't be read: " + e.getMessage(), e);
    }
  }

  /** Lays an answer beside the attestation, if it is one to the request. */
  public static void keep(Path folder, byte[] request, byte[] response) throws IOException {
    String refused =
        response.length > MAX_BYTES
            ? "the authority's answer is too long"
            : TimeStamp.refused(request, response);
    if (!refused.isEmpty()) {
      throw new IOException(refused);
    }
    try {
      AtomicFile.write(folder.resolve(RunFolder.TIME_STAMP), out -> out.write(response));
    } catch (IOException e) {
      throw new IOException("the time stamp can't be written: " + e.getMessage(), e);
    }
  }
}
