// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import dev.dcmrig.ota.model.Refused;

/** A request that is answered with a status of its own, and a sentence for people. */
public sealed class HttpProblem extends RuntimeException permits HttpProblem.Unauthorised {
  private static final long serialVersionUID = 1L;

  private final int status;

  public HttpProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Nobody is known by what was shown, with 401; {@code scheme} is what would do. */
  public static HttpProblem unauthorised(String scheme, String message) {
    return new Unauthorised(scheme, message);
  }

  /** A 401. */
  public static final class Unauthorised extends HttpProblem {
    private static final long serialVersionUID = 1L;
    private final String scheme;

    Unauthorised(String scheme, String message) {
      super(401, message);
      this.scheme = scheme;
    }

    /** For {@code WWW-Authenticate}. */
    public String scheme() {
      return scheme;
    }
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
