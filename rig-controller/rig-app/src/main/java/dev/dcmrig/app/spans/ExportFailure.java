// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.internal.http.HttpSender.Response;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the SDK says of an export that failed. The only place that looks into a package that the SDK
 * calls internal: nothing else tells a status from a connection that was refused.
 *
 * @param status of the answer; 0 without one
 * @param cause why there was none; null with an answer
 */
record ExportFailure(int status, @Nullable Throwable cause) {

  static ExportFailure of(Throwable failure) {
    if (failure instanceof HttpExportException http) {
      Response response = http.getResponse();
      return response == null
          ? new ExportFailure(0, http.getCause())
          : new ExportFailure(response.statusCode(), null);
    }
    return new ExportFailure(0, failure);
  }

  String said(OtlpEndpoint to, Duration bound) {
    if (status != 0) {
      return "spans: " + to.traces() + " answered with status " + status;
    }
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof HttpTimeoutException) {
        return "spans: " + to.traces() + " did not answer in " + bound.toSeconds() + " s";
      }
      if (each instanceof IllegalArgumentException) {
        return "spans: " + OtlpEndpoint.HEADERS + " holds a header that HTTP does not allow";
      }
    }
    return "spans: " + to.traces() + " can't be reached: " + cause;
  }
}
