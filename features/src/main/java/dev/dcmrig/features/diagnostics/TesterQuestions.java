// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.diagnostics;

import dev.dcmrig.api.Tester;
import dev.dcmrig.api.Tester.Exchange;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import java.util.List;

/** What steps have the rig's tester ask an ECU, one request at a time. */
public final class TesterQuestions {
  /** Identifier of the version of the software that runs (ISO 14229-1:2020, annex C.1). */
  public static final String SOFTWARE_VERSION = "F189";

  private final Scene scene;

  public TesterQuestions(Scene scene) {
    this.scene = scene;
  }

  /** Asks, and waits for the end as long as the running step has declared. */
  public Exchange ask(String ecu, String request) {
    Tester tester = scene.instruments().tester();
    int before = tester.exchanges().size();
    tester.ask(ecu, request);
    boolean ended =
        scene.within(Declared.waiting().atMost(), () -> tester.exchanges().size() > before);
    scene.need(ended, "the tester's request " + request + " to the " + ecu + " does not end");
    return tester.exchanges().get(before);
  }

  /** The request and its response, as evidence. */
  public static List<EvidenceItem> item(Exchange exchange) {
    return List.of(
        new EvidenceItem(
            "frame",
            Scene.nanos(exchange.ended()),
            exchange.request()
                + " -> "
                + (exchange.response().isEmpty() ? "no response" : exchange.response())));
  }
}
