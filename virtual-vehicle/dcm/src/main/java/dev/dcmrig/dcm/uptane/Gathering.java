// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.dcm.uptane.Secondaries.Written;
import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.json.JsonWriter;
import dev.dcmrig.uptane.json.MalformedJson;
import dev.dcmrig.uptane.verify.Attack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What comes before a manifest (Uptane 5.4.2.1, 5.4.2.3): each secondary's number for the time
 * server, the server's answer, and the report of each secondary with that time in it.
 */
final class Gathering extends EcuDialog {
  /** What a time server takes as a number (docs/DCM-INTERFACE.md, 2.10). */
  private static final Predicate<String> NUMBER =
      Pattern.compile("[0-9A-Za-z]{8,64}").asMatchPredicate();

  private static final int OK = 200;

  /** Who waits for it. Told once. */
  interface Listener {
    void gathered(Gathering all);

    /** An emergency, a needed ECU or the time server is silent: it can be begun anew. */
    void brokenOff();
  }

  private final Primary primary;
  private final Listener listener;
  private final Collection<String> needed;
  private final Map<String, String> nonces = new TreeMap<>();
  private final Map<String, Map<String, Object>> reports = new TreeMap<>();
  private final Map<String, Attack> refusals = new TreeMap<>();

  /**
   * @param needed names of ECUs that must answer, and get their time; the others may be silent
   */
  Gathering(Primary primary, Collection<String> needed, Listener listener) {
    super(primary.secondaries);
    this.needed = List.copyOf(needed);
    this.primary = primary;
    this.listener = listener;
  }

  void begin() {
    nonce(ecus.names(), 0);
  }

  @Override
  void toldBrokenOff() {
    listener.brokenOff();
  }

  /** Whether an ECU verifies by itself, and has answered. */
  boolean isThere(String name) {
    return nonces.containsKey(name);
  }

  /** Signed reports by the id of their ECU. */
  Map<String, Map<String, Object>> reports() {
    return reports;
  }

  /** What an ECU sees in the time that it was handed; empty when it took it. */
  Optional<Attack> refusal(String name) {
    return Optional.ofNullable(refusals.get(name));
  }

  private void nonce(List<String> names, int at) {
    if (at == names.size()) {
      time();
      return;
    }
    String name = names.get(at);
    ecus.read(
        name,
        TrustData.NONCE,
        this,
        value -> {
          Optional<String> number =
              value.map(bytes -> new String(bytes, StandardCharsets.US_ASCII)).filter(NUMBER);
          // What is none would have the time server refuse those of all others, too.
          number.ifPresent(nonce -> nonces.put(name, nonce));
          if (value.isEmpty() && needed.contains(name) && !ecus.hasRefused()) {
            brokenOff();
          } else {
            nonce(names, at + 1);
          }
        });
  }

  private void time() {
    if (nonces.isEmpty()) {
      done();
      return;
    }
    // Meanwhile an ECU may end its session: each is opened again.
    ecus.close();
    List<String> wanted = nonces.values().stream().map(primary.rules::timeNonce).toList();
    String json = new String(JsonWriter.bytes(Map.of("nonces", wanted)), StandardCharsets.US_ASCII);
    if (needed.isEmpty()) {
      // Nothing is to be written: a result does not wait for a time server.
      primary.repositories.putOnce("time", json, new Answer());
    } else {
      primary.repositories.put("time", json, new Answer());
    }
  }

  private final class Answer implements Repositories.Reply {
    @Override
    public void answered(int status, byte[] body) {
      if (!over) {
        handOver(new ArrayList<>(nonces.keySet()), 0, status == OK ? body : new byte[0]);
      }
    }

    @Override
    public void tooLong() {
      answered(0, new byte[0]);
    }

    @Override
    public void tooSlow() {
      lost();
    }

    @Override
    public void lost() {
      if (needed.isEmpty()) {
        answered(0, new byte[0]);
      } else {
        brokenOff();
      }
    }
  }

  private void handOver(List<String> names, int at, byte[] time) {
    if (at == names.size()) {
      done();
    } else if (time.length == 0) {
      // A time server that refuses: the ECUs say what they think of that.
      report(names, at, time, false);
    } else {
      String name = names.get(at);
      ecus.open(
          name,
          this,
          open -> {
            if (isLost(name, open)) {
              brokenOff();
            } else {
              ecus.write(
                  name,
                  TrustData.TIME,
                  time,
                  this,
                  written -> {
                    if (isLost(name, written)) {
                      brokenOff();
                    } else {
                      report(names, at, time, written == Written.REFUSED);
                    }
                  });
            }
          });
    }
  }

  /** Whether an ECU that is needed has fallen silent since it told its number. */
  private boolean isLost(String name, Written written) {
    return written == Written.UNANSWERED && needed.contains(name);
  }

  private void report(List<String> names, int at, byte[] time, boolean refused) {
    String name = names.get(at);
    ecus.read(
        name,
        TrustData.REPORT,
        this,
        value -> {
          Optional<JsonObject> report = value.flatMap(Gathering::json);
          report.ifPresent(json -> reports.put(primary.ecu(name), json.fields()));
          if (refused) {
            refusals.put(name, report.map(Gathering::attack).orElse(Attack.ARBITRARY_SOFTWARE));
          }
          handOver(names, at + 1, time);
        });
  }

  /** A report as it came: it is the ECU's, and nobody else's to change. */
  static Optional<JsonObject> json(byte[] report) {
    try {
      return Optional.of(JsonText.object("report", report));
    } catch (MalformedJson e) {
      return Optional.empty();
    }
  }

  /** The attack that an ECU says that it has noticed. */
  static Attack attack(JsonObject report) {
    try {
      return Attack.valueOf(report.object("signed").text("attacks_detected"));
    } catch (IllegalArgumentException | MalformedJson unknown) {
      return Attack.ARBITRARY_SOFTWARE;
    }
  }

  private void done() {
    ecus.close();
    over = true;
    listener.gathered(this);
  }
}
