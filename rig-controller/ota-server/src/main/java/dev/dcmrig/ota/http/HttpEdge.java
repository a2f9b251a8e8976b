// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import java.util.List;

/** Answers the requests to some of a server's paths. Called on any thread. */
public interface HttpEdge {
  /** Whether a path is one of its own. */
  boolean isOwn(List<String> path);

  /**
   * The answer to a request whose path is its own.
   *
   * @throws HttpProblem for what can't be done
   */
  Answer answer(Call call);
}
