// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.network.link.Link;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The attacks of {@code hil-configs/ota/attacks.yaml} that meet a DCM by itself, by their ids: on
 * the way to it, or with stolen keys.
 */
final class BenchAttacks {
  /** One attack; gives what the update server offers. */
  @FunctionalInterface
  interface Attack {
    byte[] on(Field field);
  }

  /**
   * Where an attack takes place.
   *
   * @param path of the image in the repositories
   * @param image that those in charge have made
   */
  record Field(
      BenchRepositories repositories,
      BenchWay way,
      Link link,
      String vin,
      String path,
      byte[] image) {

    /** Released and ordered as it should be. */
    byte[] ordered() {
      repositories.order(vin, repositories.release(path, image));
      return image;
    }

    /** Firmware of the attacker: it has the same head, so it would run. */
    byte[] evil() {
      byte[] evil = image.clone();
      Arrays.fill(evil, evil.length / 2, evil.length, (byte) 'x');
      return evil;
    }

    /** What metadata would say of the attacker's firmware. */
    Target evil(String name) {
      return BenchRepositories.target(name, evil(), repositories.hardware(), 2);
    }

    String ecu() {
      return BenchSigners.ecu(vin);
    }

    String director(String file) {
      return "director/" + vin + "/" + file;
    }

    /** The newest file of a role at the director. */
    String newest(Role role) {
      SigningRepository director = repositories.director(vin).repository;
      return director.version(role) + "." + role.fileName() + ".json";
    }

    byte[] fromDirector(String file) {
      return repositories.directorFile(vin, file).orElseThrow();
    }
  }

  /** More than a DCM takes, and less than the link carries. */
  private static final int ENDLESS = 200 << 10;

  private static final int DEEP = 10_000;
  private static final int TIMESTAMP_BYTES = 16 << 10;
  private static final Duration LONG_AGO = Duration.ofDays(2);
  private static final Map<String, Attack> ALL = new HashMap<>();

  static {
    ALL.putAll(
        Map.ofEntries(
            Map.entry("arbitrary-package", BenchAttacks::otherImage),
            Map.entry("arbitrary-package-shortened", BenchAttacks::shortened),
            Map.entry("arbitrary-metadata", BenchAttacks::strangersMetadata),
            Map.entry("forged-root", BenchAttacks::forgedRoot),
            Map.entry("retired-root-keys", BenchAttacks::retiredRoot),
            Map.entry("drop-request-metadata", BenchAttacks::keptAway),
            Map.entry("freeze", BenchAttacks::frozen),
            Map.entry("slow-retrieval", field -> slow(field, "/artifacts/")),
            Map.entry("slow-retrieval-metadata", field -> slow(field, "/timestamp.json")),
            Map.entry("rollback-metadata", BenchAttacks::oldTimestamp),
            Map.entry("mix-and-match", field -> mixed(field, Role.SNAPSHOT)),
            Map.entry("mix-and-match-targets", field -> mixed(field, Role.TARGETS)),
            Map.entry("endless-data", field -> timestamp(field, new byte[ENDLESS])),
            Map.entry("metadata-of-100-mb", BenchAttacks::longMetadata),
            Map.entry("endless-image", BenchAttacks::endlessImage),
            Map.entry("json-10000-deep", BenchAttacks::deep),
            Map.entry("replayed-manifest", BenchAttacks::replayedManifest)));
    ALL.putAll(
        Map.ofEntries(
            Map.entry("rollback-image", BenchAttacks::oldRelease),
            Map.entry("not-ordered", BenchAttacks::notOrdered),
            Map.entry("compromised-director-new-image", field -> orders(field, "evil.bin")),
            Map.entry("compromised-director-changed-image", field -> orders(field, field.path())),
            Map.entry("compromised-director-other-counter", BenchAttacks::otherCounter),
            Map.entry("compromised-image-online-keys", BenchAttacks::onlineKeys),
            Map.entry("compromised-supplier", BenchAttacks::supplier),
            Map.entry("director-delegates", BenchAttacks::delegates),
            Map.entry("replayed-order", BenchAttacks::replayedOrder),
            Map.entry("wrong-hardware-id", BenchAttacks::wrongHardware),
            Map.entry("foreign-ecu", BenchAttacks::foreignEcu),
            Map.entry("ecu-twice", BenchAttacks::ecuTwice)));
  }

  private BenchAttacks() {}

  static Attack of(String id) {
    Attack attack = ALL.get(id);
    if (attack == null) {
      throw new BenchBroken(
          "this bench can't do '" + id + "' of attacks.yaml; it can " + ALL.keySet());
    }
    return attack;
  }

  // On the way.

  private static byte[] otherImage(Field field) {
    field.way().serveImage(field.evil());
    return field.ordered();
  }

  private static byte[] shortened(Field field) {
    field.way().serveImage(Arrays.copyOf(field.image(), field.image().length - 1000));
    return field.ordered();
  }

  private static byte[] endlessImage(Field field) {
    field.way().serveImageWithoutEnd(field.image());
    return field.ordered();
  }

  static Map<Role, RoleSigners> strangers() {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, RoleSigners.one(BenchKeys.key("stranger " + role.fileName())));
    }
    return keys;
  }

  private static byte[] strangersMetadata(Field field) {
    field.ordered();
    SigningRepository stranger = BenchSigners.repository(strangers());
    stranger.vehicle(field.vin());
    stranger.images(
        List.of(
            Image.orderedFor(
                field.evil("evil.bin"), Map.of(field.ecu(), field.repositories().hardware()))));
    stranger.publish(field.repositories().now());
    serveAllBut(stranger, field, "director/" + field.vin() + "/");
    return field.evil();
  }

  /** Root files stay those of the owner: nobody would believe others. */
  private static void serveAllBut(SigningRepository thief, Field field, String under) {
    thief
        .files()
        .forEach(
            (path, file) -> {
              if (!path.endsWith("root.json")) {
                field.way().serve(under + path, file);
              }
            });
  }

  private static byte[] forgedRoot(Field field) {
    SigningRepository stranger = BenchSigners.repository(strangers());
    stranger.rotate(
        Role.TARGETS, RoleSigners.one(BenchKeys.key("stranger again")), field.repositories().now());
    field.way().serve(field.director("2.root.json"), stranger.root(2));
    return field.ordered();
  }

  /** Keys that signed root metadata before they were rotated out sign the next ones. */
  private static byte[] retiredRoot(Field field) {
    field.repositories().rotateRoots(1);
    SigningRepository director = field.repositories().director(field.vin()).repository;
    SigningRepository thief = BenchSigners.directorRepository();
    RoleSigners stranger = RoleSigners.one(BenchKeys.key("stranger again"));
    while (thief.version(Role.ROOT) <= director.version(Role.ROOT)) {
      thief.rotate(Role.TARGETS, stranger, field.repositories().now());
    }
    long next = thief.version(Role.ROOT);
    field.way().serve(field.director(next + ".root.json"), thief.root(next));
    return field.ordered();
  }

  private static byte[] keptAway(Field field) {
    byte[] image = field.ordered();
    field.fromDirector("timestamp.json");
    field.way().keepAway(field.director(field.newest(Role.TARGETS)));
    return image;
  }

  private static byte[] frozen(Field field) {
    byte[] image = field.ordered();
    BenchRepositories all = field.repositories();
    all.director(field.vin()).publishAs(all.now().minus(LONG_AGO), all.now());
    return image;
  }

  private static byte[] longMetadata(Field field) {
    field.link().endlessUpdates(path -> path.contains("/timestamp.json"));
    return field.ordered();
  }

  private static byte[] slow(Field field, String part) {
    field.link().slowUpdates(path -> path.contains(part));
    return field.ordered();
  }

  private static byte[] oldTimestamp(Field field) {
    // From before the update that the DCM has taken since.
    byte[] old = field.repositories().director(field.vin()).firstTimestamp();
    field.way().serve(field.director("timestamp.json"), old);
    return field.ordered();
  }

  private static byte[] mixed(Field field, Role role) {
    byte[] image = field.ordered();
    field.fromDirector("timestamp.json");
    byte[] old = field.fromDirector("1." + role.fileName() + ".json");
    field.way().serve(field.director(field.newest(role)), old);
    return image;
  }

  private static byte[] timestamp(Field field, byte[] file) {
    field.way().serve(field.director("timestamp.json"), file);
    return field.ordered();
  }

  private static byte[] deep(Field field) {
    byte[] lists = ("{\"signed\":" + "[".repeat(DEEP)).getBytes(StandardCharsets.US_ASCII);
    return timestamp(field, Arrays.copyOf(lists, TIMESTAMP_BYTES));
  }

  private static byte[] replayedManifest(Field field) {
    field.way().replayManifests();
    return field.ordered();
  }

  // With keys.

  private static byte[] notOrdered(Field field) {
    field.repositories().release(field.path(), field.image());
    field.repositories().order(field.vin(), List.of());
    return field.evil();
  }

  private static byte[] orders(Field field, String path) {
    field.repositories().release(field.path(), field.image());
    field.repositories().order(field.vin(), field.evil(path));
    return field.evil();
  }

  private static byte[] otherCounter(Field field) {
    field.repositories().release(field.path(), field.image());
    field
        .repositories()
        .order(
            field.vin(),
            BenchRepositories.target(
                field.path(), field.image(), field.repositories().hardware(), 9));
    return field.image();
  }

  private static byte[] oldRelease(Field field) {
    Target old =
        BenchRepositories.target(field.path(), field.image(), field.repositories().hardware(), 0);
    field.repositories().order(field.vin(), field.repositories().release(old));
    return field.image();
  }

  /** Timestamp and snapshot keys, and one of the three that may sign targets. */
  private static byte[] onlineKeys(Field field) {
    Map<Role, RoleSigners> keys = new EnumMap<>(BenchSigners.image());
    keys.put(Role.ROOT, RoleSigners.one(BenchKeys.key("stranger root")));
    keys.put(
        Role.TARGETS,
        new RoleSigners(
            List.of(BenchSigners.imageTargetsKey(0), BenchKeys.key("stranger targets")), 2));
    SigningRepository thief = BenchSigners.repository(keys);
    Target evil = field.evil("evil.bin");
    thief.images(List.of(evil));
    thief.publish(field.repositories().now());
    serveAllBut(thief, field, "image/");
    field.repositories().order(field.vin(), evil);
    return field.evil();
  }

  private static byte[] supplier(Field field) {
    Target evil = field.evil("dcm-of-a-supplier.bin");
    BenchRepositories.Signed images = field.repositories().images();
    images.repository.delegate(
        "supplier", List.of("mhu-*"), Set.of(), RoleSigners.one(BenchKeys.key("supplier")));
    images.repository.images("supplier", List.of(evil));
    images.changed();
    field.repositories().order(field.vin(), evil);
    return field.evil();
  }

  private static byte[] delegates(Field field) {
    byte[] image = field.ordered();
    BenchRepositories.Signed director = field.repositories().director(field.vin());
    director.repository.delegate(
        "thief", List.of("*"), Set.of(), RoleSigners.one(BenchKeys.key("thief")));
    director.changed();
    return image;
  }

  private static byte[] replayedOrder(Field field) {
    byte[] image = field.ordered();
    BenchRepositories.Signed director = field.repositories().director(field.vin());
    director.repository.vehicle("JTANOTHERCAR00001");
    field.repositories().order(field.vin(), List.of());
    return image;
  }

  private static byte[] wrongHardware(Field field) {
    Target other =
        field
            .repositories()
            .release(BenchRepositories.target("mhu-2.bin", field.image(), "mhu-1", 2));
    field.repositories().order(field.vin(), other);
    return field.image();
  }

  private static byte[] foreignEcu(Field field) {
    Target image = field.repositories().release(field.path(), field.image());
    field
        .repositories()
        .order(
            field.vin(),
            List.of(
                Image.orderedFor(image, Map.of("another-dcm", field.repositories().hardware()))));
    return field.image();
  }

  private static byte[] ecuTwice(Field field) {
    Map<String, String> own = Map.of(field.ecu(), field.repositories().hardware());
    Target image = field.repositories().release(field.path(), field.image());
    field
        .repositories()
        .order(
            field.vin(),
            List.of(Image.orderedFor(image, own), Image.orderedFor(field.evil("evil.bin"), own)));
    return field.image();
  }
}
