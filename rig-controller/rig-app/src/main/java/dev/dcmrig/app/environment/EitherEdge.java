// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.HttpEdge;
import java.util.List;

/** Two edges of one server; what both own is the first one's. */
record EitherEdge(HttpEdge first, HttpEdge second) implements HttpEdge {
  @Override
  public boolean isOwn(List<String> path) {
    return first.isOwn(path) || second.isOwn(path);
  }

  @Override
  public Answer answer(Call call) {
    return (first.isOwn(call.path()) ? first : second).answer(call);
  }
}
