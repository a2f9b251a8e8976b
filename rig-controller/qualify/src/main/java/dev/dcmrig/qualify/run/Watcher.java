// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

/** Somebody who is told how it goes. Calls come on any thread. */
public interface Watcher {

  /** A scenario has run without a fault, for the others to be held against. */
  void surveyed(int done, int of);

  /** A fault has its outcome. */
  void tried(int done, int of, Outcome outcome);

  /** Something that a user should know. */
  void note(String sentence);
}
