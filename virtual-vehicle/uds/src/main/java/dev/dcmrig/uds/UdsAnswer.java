// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.isotp.NResult;

/** What came of a request, as its client sees it. */
public sealed interface UdsAnswer {

  /**
   * Done.
   *
   * @param data of the response, without its service identifier
   */
  record Positive(Service service, byte[] data) implements UdsAnswer {}

  /**
   * Refused.
   *
   * @param code negative response code, 0 to 255
   */
  record Negative(Service service, int code) implements UdsAnswer {
    @Override
    public String toString() {
      return service + " refused: " + Nrc.nameOf(code);
    }
  }

  /** No response within P2, or P2* after "response pending"; as wanted when it was suppressed. */
  record Silence(Service service, int pendings) implements UdsAnswer {}

  /** The request could not be sent, or its response did not come whole. */
  record Broken(Service service, NResult reason) implements UdsAnswer {}

  /** "Response pending" more often than {@link UdsClient#MAX_PENDING}. */
  record EndlessPending(Service service) implements UdsAnswer {}

  Service service();
}
