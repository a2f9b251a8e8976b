// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import dev.dcmrig.sim.settings.Key;
import java.util.Map;

/** Section {@code diagnostics} of a vehicle file: who is asked by which identifier. */
public record DiagnosticsSection(
    @Key("Identifier of requests to all, 0x7DF in most cars (ISO 15765-4)") String toAll,
    @Key("The ECUs that answer, by their names") Map<String, Address> ecus) {

  static final int MAX_ID = 0x7FF;

  /** One ECU. */
  public record Address(
      @Key("Identifier of requests to it alone, 0x000 to 0x7FF") String request,
      @Key("Identifier of its responses, 0x000 to 0x7FF") String response,
      @Key("A file that says what it answers, beside this one or in hil-configs") String file) {
    public Address {
      Hex.number(request, MAX_ID, "request");
      Hex.number(response, MAX_ID, "response");
    }

    public int requestId() {
      return Hex.number(request, MAX_ID, "request");
    }

    public int responseId() {
      return Hex.number(response, MAX_ID, "response");
    }
  }

  public DiagnosticsSection {
    Hex.number(toAll, MAX_ID, "toAll");
  }

  public int toAllId() {
    return Hex.number(toAll, MAX_ID, "toAll");
  }
}
