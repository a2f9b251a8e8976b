// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Backend;
import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.api.BusMonitor;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.Dut;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Incident;
import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.Mailbox;
import dev.dcmrig.api.Measurements;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.OrderTricks;
import dev.dcmrig.api.PaymentProvider;
import dev.dcmrig.api.RadioLink;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.ServiceApi;
import dev.dcmrig.api.Supply;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.api.Tester;
import dev.dcmrig.api.UpdateFleet;
import dev.dcmrig.api.Updates;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Voice;
import dev.dcmrig.features.Evidence.Rung;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A bench on which only that happens which stands in the evidence: what is done to it is heard. */
final class EvidenceBench implements Bench {
  private final Evidence evidence;
  private final BenchTime time;
  private final Measurements measurements;
  private final DcmProfile specification;
  private final Map<Class<?>, Object> parts = new HashMap<>();
  private final List<Tester.Exchange> asked = new ArrayList<>();

  EvidenceBench(Evidence evidence, DcmProfile specification, Measurements measurements) {
    this.evidence = evidence;
    this.time = new EvidenceTime(evidence.instants());
    this.specification = specification;
    this.measurements = measurements;
    put(Dut.class, Map.of("vin", given -> Evidence.VIN, "identity", given -> "test 1"));
    put(RadioLink.class, radioLinkPort());
    put(EmergencyCentre.class, centrePort());
    put(
        Indicator.class,
        Map.of(
            "history", given -> past(evidence.lamps, Indicator.Change::at), "pattern", pattern()));
    put(Voice.class, Map.of("hears", given -> isPast(evidence.speaker.get(given[0]))));
    put(
        Supply.class,
        Map.of(
            "amperes",
            given -> evidence.amperes.floorEntry(time.now()).getValue(),
            "highestAmperes",
            given -> highest((Duration) given[0], (Duration) given[1])));
    put(
        BusMonitor.class,
        Map.of("frames", given -> (long) past(evidence.frames, each -> each).size()));
    put(Faults.class, Map.of());
    put(
        Tester.class,
        Map.of(
            "ask",
            given -> asked.add(exchange((String) given[0], (String) given[1])),
            "exchanges",
            given -> List.copyOf(asked),
            "askedByOthers",
            given -> past(evidence.askedByOthers, each -> each),
            "troubleCode",
            given -> Evidence.CODE,
            "identification",
            given -> "5649"));
    put(
        Vehicle.class,
        Map.of(
            "doorsLocked",
            given -> evidence.doorsLocked.floorEntry(time.now()).getValue(),
            "updateViews",
            given -> past(evidence.views, Vehicle.UpdateView::at),
            "updateMessages",
            given -> evidence.updateMessages.stream().map(Evidence::at).toList()));
    put(TelematicsService.class, Map.of("setEmergencyCall", given -> evidence.switched));
    put(Backend.class, backendPorts());
  }

  private Tester.Exchange exchange(String ecu, String request) {
    return new Tester.Exchange(
        ecu,
        time.now(),
        time.now().plus(Evidence.at(evidence.toldAfter)),
        request,
        evidence.told.getOrDefault(request, ""));
  }

  private Map<String, Function<Object[], @Nullable Object>> radioLinkPort() {
    return Map.of(
        "attempts",
        given ->
            evidence.attempts.stream()
                .filter(each -> isPast(Evidence.at(each.started)))
                .map(this::attempt)
                .toList(),
        "registrations",
        given -> past(evidence.registrations, RadioLink.Registration::at),
        "voice",
        given -> past(evidence.voice, RadioLink.VoicePacket::at),
        "connections",
        given -> past(evidence.connections, RadioLink.Connection::asked),
        "http",
        given -> past(evidence.http, RadioLink.HttpExchange::at),
        "received",
        given -> past(evidence.received, RadioLink.Received::at),
        "mqtt",
        given -> past(evidence.mqtt, RadioLink.MqttPacket::at));
  }

  private Attempt attempt(Evidence.Try one) {
    return new Attempt(
        Evidence.at(one.started),
        pastOrNull(one.invited),
        pastOrNull(one.ended),
        pastOrNull(one.connected) != null);
  }

  private Map<String, Function<Object[], @Nullable Object>> centrePort() {
    return Map.of(
        "calls",
        given ->
            evidence.calls.stream()
                .filter(each -> isPast(Evidence.at(each.started)))
                .map(each -> (Call) new Seen(each))
                .toList(),
        "incidents",
        given -> past(evidence.incidents, Incident::opened).stream().map(this::incident).toList(),
        "wrongs",
        given -> past(evidence.wrongs, EmergencyCentre.Wrong::at));
  }

  private Incident incident(Incident one) {
    Duration closed = one.closed();
    boolean open = closed == null || !isPast(closed);
    return new Incident(
        one.vin(),
        one.opened(),
        open ? null : closed,
        one.position(),
        one.dispatched(),
        one.outcome());
  }

  private Function<Object[], @Nullable Object> pattern() {
    return given ->
        dev.dcmrig.api.IndicatorPattern.classify(
            past(evidence.lamps, Indicator.Change::at), (Duration) given[0], (Duration) given[1]);
  }

  private double highest(Duration from, Duration to) {
    double before = evidence.amperes.floorEntry(from).getValue();
    return evidence.amperes.subMap(from, true, to, true).values().stream()
        .reduce(before, Math::max);
  }

  private Map<String, Function<Object[], @Nullable Object>> backendPorts() {
    Object faults =
        port(
            BackendFaults.class,
            Map.of(
                "met",
                given -> past(evidence.met, each -> each).size(),
                "trusted",
                given -> evidence.trusted));
    Object api =
        port(
            ServiceApi.class,
            Map.of(
                "request",
                given ->
                    evidence.answer(
                        String.join(" ", Arrays.stream(given).map(Object::toString).toList()))));
    Object mailbox =
        port(
            Mailbox.class,
            Map.of(
                "mails",
                given -> past(evidence.mails, Mailbox.Mail::at),
                "pushes",
                given -> past(evidence.pushes, Mailbox.Push::at)));
    Object payments =
        port(
            PaymentProvider.class,
            Map.of("charges", given -> past(evidence.charges, PaymentProvider.Charge::at)));
    Object orders = port(OrderTricks.class, Map.of());
    Object fleet =
        port(
            UpdateFleet.class,
            Map.of(
                "progress",
                given -> past(evidence.progress, UpdateFleet.Progress::at),
                "words",
                given -> past(evidence.words, UpdateFleet.Word::at),
                "terms",
                given -> evidence.terms,
                "known",
                given -> evidence.known));
    Object updates =
        port(
            Updates.class,
            Map.of("noticedByDirector", given -> evidence.noticed, "fleet", given -> fleet));
    return Map.of(
        "faults", given -> faults,
        "api", given -> api,
        "mailbox", given -> mailbox,
        "payments", given -> payments,
        "orders", given -> orders,
        "updates", given -> updates);
  }

  private <P> void put(Class<P> type, Map<String, Function<Object[], @Nullable Object>> known) {
    parts.put(type, port(type, known));
  }

  /**
   * What it is told is heard, and changes nothing; what it is asked and does not know is an error.
   */
  private static <P> P port(
      Class<P> type, Map<String, Function<Object[], @Nullable Object>> known) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, given) -> answer(known, method, given == null ? new Object[0] : given)));
  }

  private static @Nullable Object answer(
      Map<String, Function<Object[], @Nullable Object>> known, Method method, Object[] given) {
    Function<Object[], @Nullable Object> found = known.get(method.getName());
    if (found != null) {
      return found.apply(given);
    }
    if (method.getReturnType() == void.class) {
      return null;
    }
    throw new IllegalStateException("the evidence has nothing of " + method);
  }

  private boolean isPast(@Nullable Duration at) {
    return at != null && at.compareTo(time.now()) <= 0;
  }

  private @Nullable Duration pastOrNull(double at) {
    Duration when = Evidence.atOrNull(at);
    return isPast(when) ? when : null;
  }

  private <E> List<E> past(List<E> all, Function<E, Duration> when) {
    return all.stream().filter(each -> isPast(when.apply(each))).toList();
  }

  /** A call as far as it has come. */
  private final class Seen implements Call {
    private final Rung call;

    Seen(Rung call) {
      this.call = call;
    }

    @Override
    public String vin() {
      return Evidence.VIN;
    }

    @Override
    public boolean isCallBack() {
      return call.back;
    }

    @Override
    public Duration started() {
      return Evidence.at(call.started);
    }

    @Override
    public @Nullable Duration connected() {
      return pastOrNull(call.connected);
    }

    @Override
    public @Nullable Duration ended() {
      return pastOrNull(call.ended);
    }

    @Override
    public Optional<String> endedBy() {
      return ended() == null ? Optional.empty() : Optional.of(call.endedBy);
    }

    @Override
    public String dialled() {
      return call.dialled;
    }

    @Override
    public List<CrashData> data() {
      return call.msds.stream()
          .filter(each -> isPast(Evidence.at(each.received)))
          .map(Evidence.Msd::data)
          .toList();
    }

    @Override
    public boolean heard(double hertz) {
      return isPast(call.heardAt);
    }

    @Override
    public List<Integer> payloadTypes() {
      return call.payloadTypes;
    }
  }

  @Override
  public String name() {
    return "evidence";
  }

  @Override
  public BenchTime time() {
    return time;
  }

  @Override
  public Instant startedAt() {
    return Evidence.BEGAN;
  }

  @Override
  public DcmProfile specification() {
    return specification;
  }

  @Override
  public Measurements measurements() {
    return measurements;
  }

  @Override
  public <P> P part(Class<P> type) {
    return type.cast(Objects.requireNonNull(parts.get(type), type.getName()));
  }

  @Override
  public Vehicle vehicle(String vin) {
    return part(Vehicle.class);
  }

  @Override
  public String addVehicle() {
    return Evidence.OTHER_VIN;
  }

  @Override
  public Observations observations() {
    return new Observations() {
      @Override
      public void note(
          dev.dcmrig.evidence.Subject source, String kind, Map<String, String> details) {}

      @Override
      public List<Observation> all() {
        return past(evidence.observations, Observation::at);
      }
    };
  }

  @Override
  public void ended(boolean passed) {}

  @Override
  public void close() {}
}
