// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api.edge;

import java.util.List;
import java.util.Locale;

/**
 * Header fields between the radio link, where a DCM's TLS ends, and the service's HTTP edge. They
 * stand here because neither of the two may see the other (docs/decisions/0010). A client can't use
 * them: the link takes out what a DCM sends under these names, and the edge believes them only
 * beside the token of the run.
 */
public final class EdgeHeaders {
  /** VIN of the DCM's certificate. */
  public static final String DCM_VIN = "X-Dcm-Vin";

  /** Shows that the link says it: a secret that is drawn for each run. */
  public static final String EDGE_TOKEN = "X-Edge-Token";

  /** Name of the fault that is to be answered with, as the mappings know it. */
  public static final String FAULT = "X-Rig-Fault";

  /** Shows that a request is the rig's own, in the name of people or other programs. */
  public static final String CLIENT_TOKEN = "X-Rig-Client";

  /** All of them. */
  public static final List<String> ALL = List.of(DCM_VIN, EDGE_TOKEN, FAULT, CLIENT_TOKEN);

  private EdgeHeaders() {}

  /** Whether a field is one of these, in whatever case (RFC 9110 5.1). */
  public static boolean isOwn(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return ALL.stream().anyMatch(own -> own.toLowerCase(Locale.ROOT).equals(plain));
  }
}
