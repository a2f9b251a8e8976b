// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.isotp.IsoTpLink;
import dev.dcmrig.isotp.NResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Requests to all ECUs at once (functional addressing), and who answers what. */
public final class UdsGroup {
  private final IsoTpLink toAll;
  private final Map<String, UdsClient> clients;

  /**
   * @param toAll sends single frames to all
   * @param clients by the names of their ECUs
   */
  public UdsGroup(IsoTpLink toAll, Map<String, UdsClient> clients) {
    this.toAll = toAll;
    this.clients = new TreeMap<>(clients);
  }

  /**
   * Sends a request to all.
   *
   * @param done told once, when each has answered or its time is over, what came of each
   */
  public void request(Request request, Consumer<Map<String, UdsAnswer>> done) {
    Map<String, UdsAnswer> answers = new TreeMap<>();
    toAll.send(
        request.encode(),
        result -> {
          for (Map.Entry<String, UdsClient> client : clients.entrySet()) {
            Consumer<UdsAnswer> one =
                answer -> {
                  answers.put(client.getKey(), answer);
                  if (answers.size() == clients.size()) {
                    done.accept(answers);
                  }
                };
            if (result == NResult.N_OK) {
              client.getValue().awaitAnswerToAll(request.service(), one);
            } else {
              one.accept(new UdsAnswer.Broken(request.service(), result));
            }
          }
        });
  }
}
