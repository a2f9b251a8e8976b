// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.ota.ddi.Identity;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.uptane.UptaneEdge;
import dev.dcmrig.ota.uptane.UptaneRepositories;
import dev.dcmrig.uptane.verify.Rejection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way between the update server and the vehicles: what an attacker puts there in place of what
 * the server sends. Without one everything passes as it is.
 */
final class BenchWay implements UptaneRepositories, HttpEdge {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,9})-([0-9]{1,9})");
  private static final byte[] NONE = new byte[0];

  /** More bytes than a DCM takes at once, behind those that it has asked for. */
  private static final int ENDLESS = 128 * 1024;

  private final BenchRepositories repositories;
  private final Map<String, byte[]> instead = new HashMap<>();
  private @Nullable UptaneEdge edge;
  private byte @Nullable [] image;
  private boolean endless;
  private boolean replays;
  private byte @Nullable [] oldManifest;
  private boolean drops;
  private @Nullable Function<Set<String>, byte[]> time;
  private UnaryOperator<byte[]> change = UnaryOperator.identity();
  private @Nullable Runnable onceOrdered;

  BenchWay(BenchRepositories repositories) {
    this.repositories = repositories;
  }

  /** Whom the server takes requests from. */
  synchronized void opened(Identity identity) {
    edge = new UptaneEdge(identity, this);
  }

  // What an attacker does.

  /**
   * Another file in place of one.
   *
   * @param path such as {@code image/timestamp.json} or {@code director/VIN/timestamp.json}
   */
  synchronized void serve(String path, byte[] file) {
    instead.put(path, file);
  }

  /** A file is not given out. */
  synchronized void keepAway(String path) {
    instead.put(path, NONE);
  }

  /** Another image in place of each that is downloaded. */
  synchronized void serveImage(byte[] other) {
    image = other;
  }

  /** Each piece of the image has far more bytes than were asked for. */
  synchronized void serveImageWithoutEnd(byte[] bytes) {
    image = bytes;
    endless = true;
  }

  /** The first manifest is sent again after each that follows. */
  synchronized void replayManifests() {
    replays = true;
  }

  /** The director hears of no manifest any more; the vehicle is told that it has. */
  synchronized void dropManifests() {
    drops = true;
  }

  /** Before each manifest the director gets another one that is made of it. */
  synchronized void changeManifests(UnaryOperator<byte[]> forgery) {
    change = forgery;
  }

  /** Another answer in place of the time server's. */
  synchronized void changeTime(Function<Set<String>, byte[]> other) {
    time = other;
  }

  /** Runs once the vehicle has seen what the director orders. */
  synchronized void onceOrdered(Runnable then) {
    onceOrdered = then;
  }

  // The way.

  @Override
  public synchronized Optional<byte[]> directorFile(String vehicle, String name) {
    Optional<byte[]> file =
        served("director/" + vehicle + "/" + name, repositories.directorFile(vehicle, name));
    Runnable next = onceOrdered;
    if (next != null && name.endsWith("targets.json")) {
      onceOrdered = null;
      next.run();
    }
    return file;
  }

  @Override
  public synchronized Optional<byte[]> imageFile(String name) {
    return served("image/" + name, repositories.imageFile(name));
  }

  private Optional<byte[]> served(String path, Optional<byte[]> genuine) {
    byte[] other = instead.get(path);
    return other == null ? genuine : Optional.of(other).filter(file -> file.length > 0);
  }

  @Override
  public synchronized void manifest(String vehicle, byte[] manifest) throws Rejection {
    if (drops) {
      return;
    }
    byte[] forged = change.apply(manifest);
    if (forged != manifest) {
      refused(vehicle, forged);
    }
    repositories.manifest(vehicle, manifest);
    byte[] old = oldManifest;
    if (old == null) {
      oldManifest = manifest.clone();
    } else if (replays) {
      refused(vehicle, old);
    }
  }

  /** A manifest of the attacker. What it is told, the vehicle never hears. */
  private void refused(String vehicle, byte[] manifest) {
    try {
      repositories.manifest(vehicle, manifest);
    } catch (Rejection expected) {
      return;
    }
  }

  @Override
  public synchronized byte[] time(Set<String> nonces) {
    Function<Set<String>, byte[]> other = time;
    return other == null ? repositories.time(nonces) : other.apply(nonces);
  }

  @Override
  public synchronized boolean isOwn(List<String> path) {
    UptaneEdge open = edge;
    return (open != null && open.isOwn(path)) || (image != null && path.contains("artifacts"));
  }

  @Override
  public Answer answer(Call call) {
    UptaneEdge open;
    byte[] other;
    synchronized (this) {
      open = edge;
      other = image;
    }
    return (open != null && open.isOwn(call.path())) || other == null
        ? ofTheEdge(open, call)
        : piece(call, other);
  }

  private static Answer ofTheEdge(@Nullable UptaneEdge open, Call call) {
    if (open == null) {
      throw new IllegalStateException("nobody owns " + call.path());
    }
    return open.answer(call);
  }

  private Answer piece(Call call, byte[] bytes) {
    String field = call.field("Range");
    Matcher range = RANGE.matcher(field == null ? "" : field);
    if (!range.matches()) {
      return Answer.of(200, "application/octet-stream", bytes);
    }
    int from = Integer.parseInt(range.group(1));
    int to = Math.min(bytes.length, Integer.parseInt(range.group(2)) + 1);
    if (from >= to) {
      return Answer.of(416);
    }
    byte[] piece = Arrays.copyOfRange(bytes, from, endless ? to + ENDLESS : to);
    return Answer.of(206, "application/octet-stream", piece)
        .with("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
  }
}
