// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

/** What became of a fault. */
public enum Noticed {
  /** A requirement that the fault's area is about has failed. */
  BY_ITS_ID(Group.NOTICED, "noticed by a requirement of its area"),
  /** Another requirement has failed. */
  BY_ANOTHER_ID(Group.NOTICED, "noticed by another requirement"),
  /** A test of the changed code has failed. */
  BY_TEST(Group.NOTICED, "noticed by a test of its own"),
  /** No scenario failed, and one was inconclusive. */
  INCONCLUSIVE(Group.NOTICED, "noticed as inconclusive only"),
  /** No scenario failed, and one ended as error. */
  ERROR(Group.NOTICED, "noticed as an error of the bench only"),
  /** A scenario did not end. */
  TIME_LIMIT(Group.NOTICED, "noticed by a time limit"),
  /** The process ended in the middle of a scenario. */
  BROKE_THE_BENCH(Group.NOTICED, "noticed since it broke the bench"),
  /** Other evidence than the reference's, and every verdict was right. */
  SEEN(Group.SURVIVED, "survived, though the evidence differs"),
  /** The same evidence as the reference's. */
  UNSEEN(Group.SURVIVED, "survived: the evidence is the same"),
  /** No scenario runs the line. */
  NOT_REACHED(Group.SURVIVED, "survived: no scenario gets there"),
  /** Argued that nobody could notice it. */
  EQUIVALENT(Group.LEFT_OUT, "argued equivalent"),
  /** No JVM runs it. */
  NOT_POSSIBLE(Group.LEFT_OUT, "can't be made");

  /** How it counts. */
  public enum Group {
    NOTICED,
    SURVIVED,
    /** Neither for nor against. */
    LEFT_OUT
  }

  private final Group group;
  private final String words;

  Noticed(Group group, String words) {
    this.group = group;
    this.words = words;
  }

  public Group group() {
    return group;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
