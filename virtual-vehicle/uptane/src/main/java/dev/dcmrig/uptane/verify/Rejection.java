// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.json.MalformedJson;

/** A rule that was not kept. What was trusted before stays trusted; the cycle ends. */
public final class Rejection extends Exception {
  private static final long serialVersionUID = 1;

  private final String rule;
  private final Attack attack;

  /**
   * @param rule the clause of the Uptane standard 2.1 and the step in it, such as {@code 5.4.4.4-3}
   */
  public Rejection(String rule, Attack attack, String message) {
    super(message + " (Uptane " + rule + ", " + attack + ")");
    this.rule = rule;
    this.attack = attack;
  }

  static Rejection unreadable(String rule, MalformedJson cause) {
    Rejection rejection = new Rejection(rule, Attack.MALFORMED, String.valueOf(cause.getMessage()));
    rejection.initCause(cause);
    return rejection;
  }

  public String rule() {
    return rule;
  }

  public Attack attack() {
    return attack;
  }
}
