// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Incident;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.EmergencyCentre.Wrong;
import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import dev.dcmrig.api.Mailbox.Mail;
import dev.dcmrig.api.Mailbox.Push;
import dev.dcmrig.api.Observations.Observation;
import dev.dcmrig.api.PaymentProvider.Charge;
import dev.dcmrig.api.RadioLink.Connection;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.MqttPacket;
import dev.dcmrig.api.RadioLink.Received;
import dev.dcmrig.api.RadioLink.Registration;
import dev.dcmrig.api.RadioLink.VoicePacket;
import dev.dcmrig.api.ServiceApi.Answer;
import dev.dcmrig.api.UpdateFleet;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.features.scene.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the faces of a DCM would have recorded over one scenario: everything with its time, in
 * seconds. {@link EvidenceBench} shows of it what has happened by now. It is written down by hand,
 * so a test can change one thing of it.
 */
final class Evidence {
  static final String VIN = "DCMR0TEST00000001";
  static final String OTHER_VIN = "DCMR0TEST00000002";
  static final Instant BEGAN = Instant.parse("2026-06-01T00:00:00Z");
  static final Place PLACE = new Place(-37.8183, 144.9671);

  /** The trouble code of each fault. */
  static final String CODE = "9A0513";

  /** No time: it has not happened. */
  static final double NEVER = Double.NaN;

  final List<Try> attempts = new ArrayList<>();
  final List<Rung> calls = new ArrayList<>();
  final List<Registration> registrations = new ArrayList<>();
  final List<VoicePacket> voice = new ArrayList<>();
  final List<Connection> connections = new ArrayList<>();
  final List<HttpExchange> http = new ArrayList<>();
  final List<Received> received = new ArrayList<>();
  final List<MqttPacket> mqtt = new ArrayList<>();
  final List<Incident> incidents = new ArrayList<>();
  final List<Wrong> wrongs = new ArrayList<>();
  final List<Observation> observations = new ArrayList<>();
  final List<Change> lamps = new ArrayList<>();
  final List<Mail> mails = new ArrayList<>();
  final List<Push> pushes = new ArrayList<>();
  final List<Charge> charges = new ArrayList<>();
  final List<Duration> frames = new ArrayList<>();
  final List<UpdateView> views = new ArrayList<>();

  /** When the DCM has said what the head unit shows. */
  final List<Double> updateMessages = new ArrayList<>();

  /** How the server has counted a fleet's rollout, and what its cars have said. */
  final List<UpdateFleet.Progress> progress = new ArrayList<>();

  final List<UpdateFleet.Word> words = new ArrayList<>();

  final Map<UpdateFleet.Term, Duration> terms = new HashMap<>();

  /** Versions that the server believes to run in cars. */
  final Map<String, String> known = new HashMap<>();

  /** Kinds of attack that the director has noticed. */
  final List<String> noticed = new ArrayList<>();

  /** By tone in Hz: since when the speaker has it. */
  final TreeMap<Double, Duration> speaker = new TreeMap<>();

  final TreeMap<Duration, Double> amperes = new TreeMap<>();
  final TreeMap<Duration, Boolean> doorsLocked = new TreeMap<>();
  final List<Reply> replies = new ArrayList<>();

  /** When tries of the DCM have met a fault. */
  final List<Duration> met = new ArrayList<>();

  int trusted;

  /** What the service answers to a switch of emergency calls. */
  int switched = 204;

  /** What the DCM answers a tester, by requests; and after how many seconds. */
  final TreeMap<String, String> told = new TreeMap<>();

  double toldAfter = 0.01;

  /** When the DCM has asked an ECU on the bus. */
  final List<Duration> askedByOthers = new ArrayList<>();

  /** What the service says to a request whose words hold all of these. */
  record Reply(List<String> words, Answer answer) {}

  /** One try to reach the centre. */
  static final class Try {
    double started;
    double invited;
    double connected = NEVER;
    double ended;

    Try(double started, double invited, double ended) {
      this.started = started;
      this.invited = invited;
      this.ended = ended;
    }
  }

  /** One call at the centre. */
  static final class Rung {
    double started;
    double connected;
    double ended;
    String endedBy = "vehicle";
    boolean back;
    String dialled = "sip:+61800555911@assist.dcmrig.example;user=phone";
    List<Msd> msds = new ArrayList<>();
    Duration heardAt = Duration.ofDays(1);
    List<Integer> payloadTypes = new ArrayList<>(List.of(0));

    Msd msd(double received) {
      Msd msd = new Msd();
      msd.received = received;
      msd.messageIdentifier = msds.size() + 1;
      msds.add(msd);
      return msd;
    }
  }

  /** One minimum set of data; as it comes of a press in the standing car. */
  static final class Msd {
    double received;
    int version = 2;
    int messageIdentifier;
    boolean automatic;
    boolean testCall;
    boolean trusted = true;
    int vehicleType = 1;
    String vin = VIN;
    List<String> propulsion = List.of("gasoline-tank");
    Instant timestamp = BEGAN;
    Place position = PLACE;
    Optional<Double> direction = Optional.of(90.0);
    List<Place> recent = new ArrayList<>();
    Optional<Integer> passengers = Optional.of(2);

    CrashData data() {
      return new CrashData(
          at(received),
          version,
          messageIdentifier,
          automatic,
          testCall,
          trusted,
          vehicleType,
          vin,
          propulsion,
          timestamp,
          position,
          direction,
          recent,
          passengers);
    }
  }

  static Duration at(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  static @Nullable Duration atOrNull(double seconds) {
    return Double.isNaN(seconds) ? null : at(seconds);
  }

  /** A place so many metres to the north. */
  static Place north(Place from, double metres) {
    return new Place(from.latitude() + Math.toDegrees(metres / 6_371_000), from.longitude());
  }

  Try attempt(double started, double ended) {
    Try attempt = new Try(started, started, ended);
    attempts.add(attempt);
    return attempt;
  }

  /** One that is answered, at the network and at the centre. */
  Rung call(double started, double connected, double ended) {
    Try attempt = attempt(started, ended);
    attempt.connected = connected;
    Rung call = rung(started, connected, ended);
    call.msd(started);
    return call;
  }

  Rung rung(double started, double connected, double ended) {
    Rung call = new Rung();
    call.started = started;
    call.connected = connected;
    call.ended = ended;
    calls.add(call);
    return call;
  }

  Rung callBack(double started, double connected, double ended) {
    Rung call = rung(started, connected, ended);
    call.back = true;
    return call;
  }

  void registered(double at, long expires) {
    registrations.add(new Registration(at(at), true, expires, 200));
  }

  void unreached(double at) {
    registrations.add(new Registration(at(at), false, 3600, 0));
  }

  void voice(double from, double until, boolean up) {
    for (double at = from; at < until - 1e-6; at += 0.02) {
      voice.add(new VoicePacket(at(at), up));
    }
  }

  void http(double at, String method, String kind, String key, String body, int status) {
    String path = "/v1/vehicles/" + VIN + "/" + kind;
    http.add(new HttpExchange(at(at), VIN, method, path, key, body, status));
  }

  /** A message, with a field for its content. */
  void post(double at, String kind, String key, String fields, int status) {
    http(at, People.POST, kind, key, "{" + fields.replace('\'', '"') + "}", status);
  }

  void get(double at, String kind, int status) {
    http(at, People.GET, kind, "", "", status);
  }

  /** The same request at another time. */
  void move(int index, double at) {
    HttpExchange old = http.get(index);
    http.set(
        index,
        new HttpExchange(
            at(at),
            old.vin(),
            old.method(),
            old.path(),
            old.key(),
            old.requestBody(),
            old.status()));
  }

  /** The same request with other words in its body. */
  void say(int index, String words, String others) {
    HttpExchange old = http.get(index);
    String body = old.requestBody().replace(words.replace('\'', '"'), others.replace('\'', '"'));
    http.set(
        index,
        new HttpExchange(
            old.at(), old.vin(), old.method(), old.path(), old.key(), body, old.status()));
  }

  /** The same request with another key. */
  void key(int index, String key) {
    HttpExchange old = http.get(index);
    http.set(
        index,
        new HttpExchange(
            old.at(), old.vin(), old.method(), old.path(), key, old.requestBody(), old.status()));
  }

  /** The same request with another answer. */
  void status(int index, int status) {
    HttpExchange old = http.get(index);
    http.set(
        index,
        new HttpExchange(
            old.at(), old.vin(), old.method(), old.path(), old.key(), old.requestBody(), status));
  }

  void mqtt(double at, boolean up, String type) {
    mqtt.add(new MqttPacket(at(at), VIN, up, type, "", ""));
  }

  void wrong(double at, WrongKind kind) {
    wrongs.add(new Wrong(at(at), VIN, kind, "it is wrong"));
  }

  void noted(double at, Subject source, String kind) {
    observations.add(new Observation(at(at), source, kind, Map.of("why", "it is wrong")));
  }

  /** What the rig has done to the car: a kind, then keys and values. */
  void done(double at, String kind, String... details) {
    Map<String, String> all = new HashMap<>();
    for (int index = 0; index < details.length; index += 2) {
      all.put(details[index], details[index + 1]);
    }
    observations.add(new Observation(at(at), Subject.RIG, kind, all));
  }

  void lamp(double at, Lamp lamp, double brightness) {
    lamps.add(new Change(at(at), lamp, brightness));
  }

  /** The green lamp flashes, or alternates with the red one; it begins lit. */
  void flash(double from, double until, double phase, boolean withRed) {
    boolean green = true;
    for (double at = from; at < until - 1e-6; at += phase) {
      lamp(at, Lamp.GREEN, green ? 1 : 0);
      if (withRed) {
        lamp(at, Lamp.RED, green ? 0 : 1);
      }
      green = !green;
    }
  }

  void draws(double from, double amperesFromThen) {
    amperes.put(at(from), amperesFromThen);
  }

  /** The newest one that fits counts, so that a change is one more. */
  void reply(int status, String body, String... words) {
    replies.add(new Reply(List.of(words), new Answer(status, body.replace('\'', '"'))));
  }

  /** The service, to a request in words: {@code "OWNER_APP owner-1 GET /v1/... {}"}. */
  Answer answer(String request) {
    Answer found = new Answer(404, "{\"reason\":\"nothing-here\"}");
    for (Reply each : replies) {
      if (each.words.stream().allMatch(request::contains)) {
        found = each.answer;
      }
    }
    return found;
  }

  /** Every instant at which something happens: virtual time looks there. */
  TreeSet<Duration> instants() {
    TreeSet<Duration> all = new TreeSet<>();
    attempts.forEach(each -> add(all, each.started, each.invited, each.connected, each.ended));
    for (Rung call : calls) {
      add(all, call.started, call.connected, call.ended);
      all.add(call.heardAt);
      call.msds.forEach(msd -> add(all, msd.received));
    }
    registrations.forEach(each -> all.add(each.at()));
    voice.forEach(each -> all.add(each.at()));
    connections.forEach(each -> all.add(each.asked()));
    http.forEach(each -> all.add(each.at()));
    received.forEach(each -> all.add(each.at()));
    mqtt.forEach(each -> all.add(each.at()));
    for (Incident each : incidents) {
      all.add(each.opened());
      Duration closed = each.closed();
      if (closed != null) {
        all.add(closed);
      }
    }
    lamps.forEach(each -> all.add(each.at()));
    views.forEach(each -> all.add(each.at()));
    all.addAll(frames);
    all.addAll(askedByOthers);
    all.addAll(speaker.values());
    all.addAll(amperes.keySet());
    all.addAll(doorsLocked.keySet());
    return all;
  }

  private static void add(TreeSet<Duration> all, double... times) {
    for (double each : times) {
      if (!Double.isNaN(each)) {
        all.add(at(each));
      }
    }
  }
}
