// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

/** What a bench must know of a driver before it is opened. */
public enum Trait {
  /** It has a clock of its own: no virtual time with it. */
  REAL_TIME("keeps its own time"),
  /** Others than this bench may be on it: one bench at a time, and one car. */
  SHARED("is open to others"),
  /** It has room for this bench only: a DCM in a process of its own can't join it besides. */
  POINT_TO_POINT("has two ends only"),
  /** It can go away during a run, as a cable does, and come back. */
  CAN_BE_LOST("can be lost"),
  /** Its part runs outside of the rig's process. */
  OWN_PROCESS("is a program of its own"),
  /** It puts simulators behind drivers of real things: nothing on the bench is real. */
  SIMULATED("is a simulator's"),
  /** Its part is a real thing, not a stand-in. */
  HARDWARE("is a real thing");

  private final String meaning;

  Trait(String meaning) {
    this.meaning = meaning;
  }

  /** As the rest of a sentence. */
  public String meaning() {
    return meaning;
  }
}
