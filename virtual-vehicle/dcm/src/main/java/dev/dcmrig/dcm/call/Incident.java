// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
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
  MsdWriter writer(DcmContext dcm) {
    MsdWriter made = writer;
    if (made == null) {
      made = new MsdWriter(dcm);
      writer = made;
    }
    return made;
  }

  /** A private centre's own number, or the emergency URNs of RFC 8147. */
  String target(DcmContext dcm) {
    boolean urn =
        dcm.settings().text("call.mode").equals("ecall-112") || dcm.has("emergency-urn-dialled");
    if (urn) {
      return data.automatic() ? "urn:service:sos.ecall.automatic" : "urn:service:sos.ecall.manual";
    }
    return dcm.settings().text("call.target");
  }
}
