// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.attack;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import dev.dcmrig.uptane.transfer.BoundedRead;
import dev.dcmrig.uptane.verify.ImageCheck;
import dev.dcmrig.uptane.verify.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attackers who hold the way between repositories and vehicle, and no key. */
final class OnTheWay {
  static final Map<String, Play.Attack> ATTACKS =
      Map.ofEntries(
          Map.entry("arbitrary-package", play -> image(play, new byte[] {'i', 'm'}, 0)),
          Map.entry("arbitrary-package-shortened", play -> image(play, new byte[0], 4)),
          Map.entry("arbitrary-metadata", OnTheWay::arbitraryMetadata),
          Map.entry("forged-root", OnTheWay::forgedRoot),
          Map.entry("drop-request-metadata", OnTheWay::keptAway),
          Map.entry("freeze", OnTheWay::freeze),
          Map.entry("slow-retrieval", OnTheWay::slowImage),
          Map.entry("slow-retrieval-metadata", play -> metadata(play, 1, Duration.ofSeconds(1))),
          Map.entry("rollback-metadata", OnTheWay::oldTimestamp),
          Map.entry("mix-and-match", play -> mixed(play, "snapshot")),
          Map.entry("mix-and-match-targets", play -> mixed(play, "targets")),
          Map.entry("endless-data", play -> metadata(play, 16 << 10, Duration.ZERO)),
          Map.entry("endless-image", OnTheWay::endlessImage),
          Map.entry("metadata-of-100-mb", OnTheWay::hundredMegabytes),
          Map.entry("json-10000-deep", OnTheWay::deep));

  private OnTheWay() {}

  /** The order is good; of its first image the bytes on the way are others. */
  private static void image(Play play, byte[] instead, int missing) throws Rejection, IOException {
    play.begins();
    play.yard.release(2);
    byte[] bytes = Yard.bytes(Yard.DCM, 2);
    System.arraycopy(instead, 0, bytes, bytes.length - instead.length, instead.length);
    byte[] came = Arrays.copyOf(bytes, bytes.length - missing);
    download(play, new ByteArrayInputStream(came));
  }

  private static void download(Play play, InputStream in) throws Rejection, IOException {
    play.cycle();
    ImageCheck check =
        new ImageCheck(
            play.installable.stream()
                .filter(each -> each.ecu().id().equals(Yard.DCM))
                .findFirst()
                .orElseThrow()
                .target());
    BoundedRead.image("image", in, check, OutputStream.nullOutputStream(), () -> play.yard.now);
  }

  private static void slowImage(Play play) throws Rejection, IOException {
    play.begins();
    byte[] large = new byte[100_000];
    String path = Yard.path(Yard.DCM, 2);
    var image = Yard.image(path, large, "dcm-hw-2", 2);
    play.yard.images.images(List.of(image));
    play.yard.director.images(List.of(Image.orderedFor(image, Map.of(Yard.DCM, "dcm-hw-2"))));
    play.yard.publish();
    download(play, new SlowStream(play.yard, 1, Duration.ofSeconds(1)));
  }

  private static void endlessImage(Play play) throws Rejection, IOException {
    play.begins();
    play.yard.release(2);
    download(play, new SlowStream(play.yard, 1 << 10, Duration.ZERO));
  }

  private static void arbitraryMetadata(Play play) throws Rejection {
    play.begins();
    SigningRepository stranger = stranger(play);
    stranger.vehicle(Yard.VIN);
    stranger.images(Yard.orders(2));
    stranger.publish(play.yard.now);
    stranger.publish(play.yard.now);
    stranger.files().forEach((path, file) -> serve(play, path, file));
    play.cycle();
  }

  private static void serve(Play play, String path, byte[] file) {
    if (!path.endsWith("root.json")) {
      play.yard.files.put("director/" + path, file);
    }
  }

  private static SigningRepository stranger(Play play) {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, RoleSigners.one(play.yard.newKey()));
    }
    return new SigningRepository(Lifetimes.USUAL, keys, play.yard.now);
  }

  private static void forgedRoot(Play play) throws Rejection {
    play.begins();
    SigningRepository stranger = stranger(play);
    stranger.rotate(Role.TARGETS, RoleSigners.one(play.yard.newKey()), play.yard.now);
    play.yard.files.put("director/2.root.json", stranger.root(2));
    play.cycle();
  }

  private static void keptAway(Play play) throws Rejection {
    play.begins();
    play.yard.release(2);
    play.yard.files.remove("director/2.targets.json");
    play.cycle();
  }

  private static void freeze(Play play) throws Rejection, IOException {
    play.begins();
    // The repositories go on; what the vehicle gets stays as it is.
    play.eachPoll(Play::cycle);
  }

  private static void oldTimestamp(Play play) throws Rejection {
    byte[] old = play.yard.files.get("director/timestamp.json");
    play.yard.director.renewTimestamp(play.yard.now);
    play.yard.serve();
    play.begins();
    play.yard.files.put("director/timestamp.json", old);
    play.cycle();
  }

  private static void mixed(Play play, String role) throws Rejection {
    play.begins();
    byte[] old = play.yard.files.get("director/1." + role + ".json");
    play.yard.release(2);
    play.yard.files.put("director/2." + role + ".json", old);
    play.cycle();
  }

  private static void metadata(Play play, int block, Duration pause) throws Rejection, IOException {
    play.begins();
    play.asking("primary");
    play.installable.addAll(
        play.yard.cycle(
            wanted ->
                wanted.path().equals("timestamp.json")
                    ? Optional.of(
                        BoundedRead.metadata(
                            wanted.path(),
                            new SlowStream(play.yard, block, pause),
                            wanted.mostBytes(),
                            () -> play.yard.now))
                    : play.yard.fetch(wanted)));
  }

  private static void hundredMegabytes(Play play) throws Rejection {
    play.begins();
    play.yard.files.put("director/timestamp.json", new byte[100 << 20]);
    play.cycle();
  }

  private static void deep(Play play) throws Rejection {
    play.begins();
    String lists = "[".repeat(10_000) + "]".repeat(10_000);
    // Within the bound for a timestamp's bytes: 16 KiB hold no 10,000 pairs; closing ones are cut.
    byte[] bytes = ("{\"signed\":" + lists).getBytes(StandardCharsets.UTF_8);
    play.yard.files.put("director/timestamp.json", Arrays.copyOf(bytes, 16 << 10));
    play.cycle();
  }
}
