// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import dev.dcmrig.ota.model.Refused;

/** A request that is answered with a status of its own, and a sentence for people. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public HttpProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** The status of a request that the core refuses. */
  public static int statusOf(Refused.Reason reason) {
    return switch (reason) {
      case INVALID -> 400;
      case UNKNOWN -> 404;
      case OVER -> 410;
      case CONFLICT -> 409;
      case TOO_MANY -> 403;
      case TOO_LARGE -> 413;
    };
  }
}
