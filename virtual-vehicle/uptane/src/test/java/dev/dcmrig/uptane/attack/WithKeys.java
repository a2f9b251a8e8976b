// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.attack;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import dev.dcmrig.uptane.verify.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Attackers who stole keys: all of the director's, or some of the image repository's. */
final class WithKeys {
  static final Map<String, Play.Attack> ATTACKS =
      Map.ofEntries(
          Map.entry("rollback-image", WithKeys::rollbackImage),
          Map.entry(
              "compromised-director-new-image",
              play -> orders(play, evil("firmware/evil.bin", 2), Map.of(Yard.DCM, "dcm-hw-2"))),
          Map.entry(
              "compromised-director-changed-image",
              play -> orders(play, evil(Yard.path(Yard.DCM, 2), 2), Map.of(Yard.DCM, "dcm-hw-2"))),
          Map.entry("compromised-director-other-counter", WithKeys::otherCounter),
          Map.entry("compromised-image-online-keys", WithKeys::imageOnlineKeys),
          Map.entry("compromised-supplier", WithKeys::supplier),
          Map.entry("director-delegates", WithKeys::directorDelegates),
          Map.entry("replayed-order", WithKeys::replayedOrder),
          Map.entry(
              "wrong-hardware-id",
              play -> orders(play, Yard.image(Yard.DCM, 2), Map.of(Yard.HEAD_UNIT, "mhu-hw-1"))),
          Map.entry(
              "foreign-ecu",
              play -> orders(play, Yard.image(Yard.DCM, 2), Map.of("dcm-0002", "dcm-hw-2"))),
          Map.entry("retired-root-keys", WithKeys::retiredRootKeys),
          Map.entry("ecu-twice", WithKeys::ecuTwice));

  private WithKeys() {}

  private static Target evil(String path, long counter) {
    return Yard.image(path, "evil".getBytes(StandardCharsets.UTF_8), "dcm-hw-2", counter);
  }

  /** The image repository has a good release 2; the director orders what the thief wants. */
  private static void orders(Play play, Target image, Map<String, String> ecus) throws Rejection {
    play.begins();
    play.yard.release(2);
    play.yard.director.images(List.of(Image.orderedFor(image, ecus)));
    play.yard.publish();
    play.cycle();
  }

  private static void otherCounter(Play play) throws Rejection {
    orders(
        play,
        Yard.image(Yard.path(Yard.DCM, 2), Yard.bytes(Yard.DCM, 2), "dcm-hw-2", 9),
        Map.of(Yard.DCM, "dcm-hw-2"));
  }

  private static void rollbackImage(Play play) throws Rejection {
    play.begins();
    play.yard.vehicle = Yard.installed(2);
    play.yard.images.images(List.of(Yard.image(Yard.DCM, 1), Yard.image(Yard.DCM, 2)));
    play.yard.director.images(List.of(Yard.order(Yard.DCM, 1)));
    play.yard.publish();
    play.cycle();
  }

  private static void imageOnlineKeys(Play play) throws Rejection {
    play.begins();
    play.yard.release(2);
    Map<Role, RoleSigners> keys = new EnumMap<>(play.yard.imageKeys);
    keys.put(Role.ROOT, RoleSigners.one(play.yard.newKey()));
    keys.put(
        Role.TARGETS,
        new RoleSigners(
            List.of(play.yard.imageKeys.get(Role.TARGETS).keys().get(0), play.yard.newKey()), 2));
    SigningRepository thief = new SigningRepository(Lifetimes.USUAL, keys, play.yard.now);
    Target evil = evil("firmware/evil.bin", 2);
    thief.images(List.of(evil));
    for (int i = 0; i < 5; i++) {
      thief.publish(play.yard.now);
    }
    thief.files().forEach((path, file) -> serve(play, path, file));
    play.yard.director.images(List.of(Image.orderedFor(evil, Map.of(Yard.DCM, "dcm-hw-2"))));
    play.yard.director.publish(play.yard.now);
    play.yard.director.files().forEach((path, f) -> play.yard.files.put("director/" + path, f));
    play.cycle();
  }

  private static void serve(Play play, String path, byte[] file) {
    if (!path.endsWith("root.json")) {
      play.yard.files.put("image/" + path, file);
    }
  }

  private static void supplier(Play play) throws Rejection {
    play.begins();
    play.yard.release(2);
    Target evil = evil("firmware/dcm-3.bin", 3);
    play.yard.images.delegate(
        "supplier", List.of("firmware/mhu-*"), Set.of(), RoleSigners.one(play.yard.newKey()));
    play.yard.images.images("supplier", List.of(evil));
    play.yard.director.images(List.of(Image.orderedFor(evil, Map.of(Yard.DCM, "dcm-hw-2"))));
    play.yard.publish();
    play.cycle();
  }

  private static void directorDelegates(Play play) throws Rejection {
    play.begins();
    play.yard.director.delegate(
        "thief", List.of("*"), Set.of(), RoleSigners.one(play.yard.newKey()));
    play.yard.publish();
    play.cycle();
  }

  private static void replayedOrder(Play play) throws Rejection {
    play.begins();
    play.yard.director.vehicle("JTDEMOVIN00000002");
    play.yard.director.images(List.of());
    play.yard.publish();
    play.cycle();
  }

  /** The first root keys are rotated out, and sign the root that would come next. */
  private static void retiredRootKeys(Play play) throws Rejection {
    SigningRepository thief =
        SigningRepository.begunWith(
            play.yard.director.root(1), Lifetimes.USUAL, play.yard.directorKeys);
    play.yard.director.rotate(Role.ROOT, RoleSigners.one(play.yard.newKey()), play.yard.now);
    play.yard.publish();
    play.begins();
    thief.rotate(Role.TARGETS, RoleSigners.one(play.yard.newKey()), play.yard.now);
    thief.rotate(Role.TARGETS, RoleSigners.one(play.yard.newKey()), play.yard.now);
    play.yard.files.put("director/3.root.json", thief.root(3));
    play.cycle();
  }

  private static void ecuTwice(Play play) throws Rejection {
    play.begins();
    play.yard.release(2);
    play.yard.director.images(
        List.of(
            Yard.order(Yard.DCM, 2),
            Image.orderedFor(Yard.image(Yard.BODY, 2), Map.of(Yard.DCM, "dcm-hw-2"))));
    play.yard.publish();
    play.cycle();
  }
}
