// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre.agent;

import dev.dcmrig.api.EmergencyCentre.Place;
import java.util.List;

/**
 * What the requirements say of the agent at the centre. A method is a sentence of a requirement and
 * its default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface AgentRules {

  /** What the requirements say. */
  AgentRules REQUIRED = new AgentRules() {};

  /** SOS-10: after an accidental press nothing is sent. */
  default List<String> sentAfterAccident() {
    return List.of();
  }

  /** SOS-10: the agent ends the call after an accidental press, and so closes the case. */
  default boolean isCallEndedAfterAccident() {
    return true;
  }

  /** SOS-11: nobody speaks after a press: a genuine emergency, and this is sent. */
  default List<String> sentToSilentCaller(List<String> byDefault) {
    return byDefault;
  }

  /** ACN-06: nobody speaks after a crash: this is sent. */
  default List<String> sentToSilentCrash(List<String> byDefault) {
    return byDefault;
  }

  /** SOS-17: after a press what is needed is sent, and nothing else. */
  default List<String> sentToCaller(List<String> needed) {
    return needed;
  }

  /** ACN-15: after a crash what is needed is sent, and nothing else. */
  default List<String> sentToCrash(List<String> needed) {
    return needed;
  }

  /** SOS-17, ACN-15: services are given the newest position that the vehicle has sent. */
  default Place sentTo(Place first, Place newest) {
    return newest;
  }
}
