// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

/**
 * One piece of evidence that decided: what it was, and when.
 *
 * @param kind {@code "attempt"}, {@code "sip"}, {@code "http"}, {@code "mqtt"}, {@code "lamp"},
 *     {@code "reading"}, {@code "frame"}, {@code "call"}, {@code "answer"}, {@code "mail"}
 * @param nanos on the scenario's timeline
 * @param what one phrase: {@code "POST /v1/.../telemetry, 202"}
 */
public record EvidenceItem(String kind, long nanos, String what) {

  /** Time for people: {@code "at 12.510 s"}. */
  public String text() {
    return kind + " at " + Unit.SECOND.text(nanos / 1e9) + (what.isEmpty() ? "" : ": " + what);
  }
}
