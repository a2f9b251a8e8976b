// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import java.io.IOException;
import java.util.Optional;

/**
 * Something that needs files, one after the other, and judges each as it comes. It does no I/O, so
 * that it works in virtual time, on a modem or in a test. A {@link Rejection} ends it.
 */
public interface Requests {
  /** The file that is wanted now; empty once it is over. */
  Optional<Wanted> wanted();

  /** The wanted file came. */
  void arrived(byte[] bytes) throws Rejection;

  /** The wanted file is not there. A connection that broke is something else: try again. */
  void absent() throws Rejection;

  /** Where files come from. */
  interface Source {
    /** The file; empty if the repository says that there is none. */
    Optional<byte[]> fetch(Wanted wanted) throws IOException, Rejection;
  }

  /** Fetches what is wanted until it is over, for callers that may wait. */
  default void answerFrom(Source source) throws IOException, Rejection {
    for (Optional<Wanted> next = wanted(); next.isPresent(); next = wanted()) {
      Optional<byte[]> file = source.fetch(next.get());
      if (file.isPresent()) {
        arrived(file.get());
      } else {
        absent();
      }
    }
  }
}
