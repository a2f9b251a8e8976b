// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import org.jspecify.annotations.Nullable;

/** One emergency with all of its attempts: its data, and whom it calls. */
public final class Incident {
  private CrashData data;
  private @Nullable MsdWriter writer;

  public Incident(CrashData data) {
    this.data = data;
  }

  public CrashData data() {
    return data;
  }

  /** Newer data, for what is still to be sent. */
  public void update(CrashData newer) {
    data = newer;
  }

  /** Message identifiers count over all attempts of the incident. */
  MsdWriter writer(CallParts parts) {
    MsdWriter made = writer;
    if (made == null) {
      made = new MsdWriter(parts.dcm(), parts.msd(), parts.rules());
      writer = made;
    }
    return made;
  }

  /** A private centre's own number, or the emergency URNs of RFC 8147. */
  String target(CallParts parts) {
    if (parts.rules().isEmergencyUrnDialled(parts.call().isPublic())) {
      return data.automatic() ? "urn:service:sos.ecall.automatic" : "urn:service:sos.ecall.manual";
    }
    return parts.call().target();
  }
}
