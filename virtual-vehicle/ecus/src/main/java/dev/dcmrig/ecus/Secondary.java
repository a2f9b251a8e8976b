// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.json.JsonWriter;
import dev.dcmrig.uptane.json.MalformedJson;
import dev.dcmrig.uptane.manifest.AttestedTime;
import dev.dcmrig.uptane.manifest.VersionReport;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Ecu;
import dev.dcmrig.uptane.verify.ImageCheck;
import dev.dcmrig.uptane.verify.Installation;
import dev.dcmrig.uptane.verify.PartialVerification;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.TrustedRepository;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secondary (Uptane 2.1, 5.4.3) with partial verification (5.4.4.1): it believes no primary, only
 * what director and time server have signed. All of it outlives a loss of supply.
 *
 * <p>Software runs if it is the one that the director has ordered, or the one that ran before it,
 * where the ordered one names that one by its SHA-256 (decision 25).
 *
 * <p>Does not simulate: the time that a check takes, a source of real randomness, wear.
 */
final class Secondary {
  private static final int NONCE_LETTERS = 16;
  private static final int HEAD_BYTES = 192;

  /** Version, hardware, SHA-256 of what the ECU goes back to (docs/DCM-INTERFACE.md, 2.9). */
  private static final Pattern GOES_BACK_TO = Pattern.compile("[^\n ]+ [^\n ]+ ([0-9a-f]{64})\n");

  private final EcuTrust factory;
  private TrustedRepository director;
  private Instant time;
  private String nonce = "";

  /** Whether the time was attested since the last targets. */
  private boolean timed;

  private long nonces;
  private long counter;
  private String noticed = "";
  private @Nullable Target ordered;
  private Target installed;

  /** What ran before, while the software that runs names it. */
  private @Nullable Target before;

  /** What was found good last, and what it names. */
  private @Nullable Target found;

  private String named = "";

  /**
   * @throws IllegalArgumentException when the factory's root metadata are of no use
   */
  Secondary(EcuTrust factory) {
    this.factory = factory;
    this.installed = factory.installed();
    this.time = factory.time();
    try {
      this.director = UptaneVerifier.provisioned(factory.directorRoot());
    } catch (Rejection e) {
      throw new IllegalArgumentException(
          "the root metadata of " + factory.ecu() + " are of no use: " + e.getMessage(), e);
    }
  }

  /** A new number for the time server; the one before counts no longer. */
  String nonce() {
    nonces++;
    nonce = sha256((factory.ecu() + " " + nonces).getBytes(StandardCharsets.US_ASCII));
    nonce = nonce.substring(0, NONCE_LETTERS);
    return nonce;
  }

  /** Takes the time server's answer to the newest number, once. */
  void time(byte[] message) throws Rejection {
    try {
      if (nonce.isEmpty()) {
        throw new Rejection("5.4.3.1", Attack.REPLAY, "no time was asked for");
      }
      time = AttestedTime.check(message, factory.timeServer(), nonce, time);
      nonce = "";
      timed = true;
    } catch (Rejection rejection) {
      throw noticed(rejection);
    }
  }

  /** Takes the director's next root metadata; those that are known change nothing. */
  void root(byte[] file) throws Rejection {
    try {
      if (version(file) > director.root().version()) {
        director = new UptaneVerifier(time).root(director, file);
      }
    } catch (Rejection rejection) {
      throw noticed(rejection);
    }
  }

  private static long version(byte[] root) throws Rejection {
    try {
      return JsonText.object("root.json", root).object("signed").number("version", 1);
    } catch (MalformedJson e) {
      throw new Rejection("5.4.4.3-2", Attack.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Takes the director's targets: from now on they say what this ECU may run. A time comes before
   * them, each time: without one, targets that have expired could be handed over for ever.
   */
  void targets(byte[] file) throws Rejection {
    PartialVerification verification =
        new PartialVerification(new UptaneVerifier(time), factory.vehicle(), director);
    Ecu me =
        new Ecu(
            factory.ecu(),
            factory.hardwareId(),
            installed.releaseCounter().orElse(0),
            installed.path());
    try {
      if (!timed) {
        throw new Rejection("5.4.3.1", Attack.FREEZE, "no time has come with the targets");
      }
      timed = false;
      Target order = verification.check(List.of(), file, me).map(Installation::target).orElse(null);
      director = verification.director();
      if (order != null && !order.hashes().equals(installed.hashes())) {
        // A new order: what the one before named is not gone back to any more.
        before = null;
      }
      ordered = order;
      noticed = "";
    } catch (Rejection rejection) {
      throw noticed(rejection);
    }
  }

  /** Whether something is ordered, so that there is something to be written. */
  boolean mayErase() {
    return ordered != null;
  }

  /** Whether software that has come whole may run. */
  boolean isTrusted(byte[] software) {
    found = null;
    named = "";
    Target order = ordered;
    if (order != null && isImage(order, software)) {
      found = order;
      named = goesBackTo(software);
      return true;
    }
    Target old = before;
    if (isImage(installed, software)) {
      found = installed;
      return true;
    } else if (old != null && isImage(old, software)) {
      found = old;
      return true;
    }
    noticed = Attack.ARBITRARY_SOFTWARE.name();
    return false;
  }

  /** What was found good runs. */
  void started() {
    Target runs = found;
    if (runs == null || runs.hashes().equals(installed.hashes())) {
      return;
    }
    before = named.equals(installed.hashes().get("sha256")) ? installed : null;
    installed = runs;
  }

  private static boolean isImage(Target target, byte[] software) {
    ImageCheck check = new ImageCheck(target);
    try {
      check.update(software, 0, software.length);
      check.finish();
      return true;
    } catch (Rejection other) {
      return false;
    }
  }

  private static String goesBackTo(byte[] software) {
    String head =
        new String(software, 0, Math.min(software.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    Matcher line = GOES_BACK_TO.matcher(head);
    return line.lookingAt() ? line.group(1) : "";
  }

  /**
   * What runs and what was noticed, signed; each report has a counter of its own.
   *
   * @param runs whether software runs; otherwise the ECU has nothing but its bootloader
   */
  byte[] report(boolean runs) {
    counter++;
    return JsonWriter.bytes(
        new VersionReport(
                factory.ecu(),
                runs ? installed.path() : VersionReport.NO_IMAGE,
                runs ? installed.length() : 0,
                runs ? installed.hashes() : Map.of("sha256", sha256(new byte[0])),
                noticed,
                time,
                counter)
            .signedBy(factory.key()));
  }

  private Rejection noticed(Rejection rejection) {
    noticed = rejection.attack().name();
    return rejection;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
