// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.http.ProcessHead;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.store.ArtifactFiles;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;

/**
 * An OTA server: its core, and its HTTP edges once it listens.
 *
 * <pre>
 *   OtaServer server = OtaServer.inMemory(timeline, artifactFolder, OtaSettings.BENCH, new OtaRules() {});
 *   server.listen(vertx).onSuccess(port -> ...);
 *   server.core().targets().create(...);
 * </pre>
 *
 * In virtual time whoever sends a request holds the time until the answer has come; what is due by
 * time runs on the timeline. Does not model: more than one server on a database.
 */
public final class OtaServer implements AutoCloseable {
  /** Of one artifact, unless somebody says otherwise: 8 GiB. */
  public static final long MAX_ARTIFACT_BYTES = 8L << 30;

  private final OtaCore core;
  private final HttpFront front;
  private final OtaFaults faults = new OtaFaults();

  private OtaServer(OtaCore core, OtaSettings settings) {
    this.core = core;
    this.front = new HttpFront(core, settings, faults);
  }

  /**
   * A server whose state is gone with it.
   *
   * @param artifacts an empty folder, not removed at the end
   */
  public static OtaServer inMemory(
      Timeline timeline, Path artifacts, OtaSettings settings, OtaRules rules) {
    return open(timeline, Db.inMemory(), artifacts, settings, rules);
  }

  /** A server whose state lies in a folder, and goes on from there; also after kill -9. */
  public static OtaServer inFolder(
      Timeline timeline, Path folder, OtaSettings settings, OtaRules rules) {
    return open(timeline, Db.inFolder(folder), folder.resolve("artifacts"), settings, rules);
  }

  /** A server on any database; it is closed with the server, and when that can't begin. */
  public static OtaServer open(
      Timeline timeline, Db db, Path artifacts, OtaSettings settings, OtaRules rules) {
    boolean begun = false;
    try {
      OtaServer server =
          new OtaServer(
              new OtaCore(timeline, db, new ArtifactFiles(artifacts, MAX_ARTIFACT_BYTES), rules),
              settings);
      begun = true;
      return server;
    } finally {
      if (!begun) {
        // Nobody gets a server that could close it.
        db.close();
      }
    }
  }

  /** What the server knows and decides, without HTTP. */
  public OtaCore core() {
    return core;
  }

  /** What goes wrong on purpose with what devices ask next. */
  public OtaFaults faults() {
    return faults;
  }

  /** Serves other paths before its own, such as those of Uptane's repositories. */
  public void with(HttpEdge edge) {
    front.with(edge);
  }

  /**
   * Answers a request from this process, as one that came over a socket. A file of the answer is
   * for whoever asked to read. Bounds of bodies and {@link #faults()} count for sockets only.
   *
   * @param path with its escapes, and without a query
   */
  public Answer ask(ProcessHead head, String path, byte[] body) {
    return front.answer(head, path, body);
  }

  /** Listens; the result is the port. */
  public Future<Integer> listen(Vertx vertx) {
    return front.listen(vertx).map(HttpServer::actualPort);
  }

  /** Closes sockets, then the database. Does not wait for the sockets. */
  @Override
  public void close() {
    front.close();
    core.close();
  }
}
