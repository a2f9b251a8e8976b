// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.http.HttpAnswer;
import dev.dcmrig.dcm.uptane.Repositories;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uptane's repositories at the update server, over the connection that updates have already. */
final class RepositoryClient implements Repositories {
  private final OtaSettings settings;
  private final DdiClient client;
  private @Nullable UpdateServer server;

  RepositoryClient(OtaSettings settings, DdiClient client) {
    this.settings = settings;
    this.client = client;
  }

  void server(UpdateServer named) {
    server = named;
  }

  @Override
  public boolean areKnown() {
    UpdateServer known = server;
    return known != null && !known.repositories().isEmpty();
  }

  @Override
  public void get(String path, Reply reply) {
    client.get(at(path), Map.of(), settings.tries(), new Told(reply));
  }

  @Override
  public void put(String path, String json, Reply reply) {
    client.send("PUT", at(path), json, settings.tries(), new Told(reply));
  }

  @Override
  public void putOnce(String path, String json, Reply reply) {
    client.send("PUT", at(path), json, 1, new Told(reply));
  }

  private String at(String path) {
    UpdateServer known = server;
    return (known == null ? "" : known.repositories()) + "/" + path;
  }

  private record Told(Reply reply) implements DdiClient.Outcome {
    @Override
    public void answered(HttpAnswer answer) {
      reply.answered(answer.status(), answer.body());
    }

    @Override
    public void lost() {
      reply.lost();
    }

    @Override
    public void tooLong(int status) {
      reply.tooLong();
    }

    @Override
    public void tooSlow() {
      reply.tooSlow();
    }
  }
}
