// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import dev.dcmrig.sim.settings.Key;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.EcuDescription.Rule;
import dev.dcmrig.uds.EcuDescription.Session;
import dev.dcmrig.uds.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an ECU can be asked, as a file of {@code hil-configs/ecus/} says it: identification, other
 * data, routines and trouble codes. Which services there are follows from it.
 */
public record EcuFile(
    @Key("What kind of ECU it is, for people") String title,
    @Key(
            value = "Until a response begins",
            source = "ISO 14229-2, P2",
            maximum = 65,
            fallback = "50ms")
        Duration p2,
    @Key(
            value = "Until the next one after 'response pending'",
            source = "ISO 14229-2, P2*",
            minimum = 0.01,
            maximum = 655,
            fallback = "5s")
        Duration p2Star,
    @Key(value = "Levels of SecurityAccess", fallback = "[]") List<SecurityLevel> security,
    @Key("Data by their identifiers (DID)") List<Data> data,
    @Key(value = "Routines by their identifiers", fallback = "[]") List<Routine> routines,
    @Key(value = "Trouble codes (DTC) that it can store", fallback = "[]") List<Dtc> dtcs,
    @Key(value = "Identifiers of the data that a trouble code's snapshot keeps", fallback = "[]")
        List<String> snapshot,
    @Key("The software that it can be given over the bus") Optional<Flash> flash) {

  /** Status bits that the ECUs keep: all but warningIndicatorRequested. */
  private static final int AVAILABILITY = 0x7F;

  private static final int MAX_IDENTIFIERS = 16;
  private static final int MAX_RESPONSE = 4095;
  private static final int MAX_DID = 0xFFFF;
  private static final int MAX_DTC = 0xFFFFFF;
  private static final Rule NOWHERE = new Rule(Set.of(), EcuDescription.NO_LEVEL);

  /** Sessions, as files call them. */
  private static final Map<String, Integer> SESSIONS =
      new TreeMap<>(
          Map.of(
              "default",
              EcuDescription.DEFAULT_SESSION,
              "programming",
              EcuDescription.PROGRAMMING_SESSION,
              "extended",
              EcuDescription.EXTENDED_SESSION));

  /** One level of SecurityAccess. */
  public record SecurityLevel(
      @Key(
              value = "Sub-function that asks for its seed, odd",
              source = "ISO 14229-1, 10.4",
              minimum = 1,
              maximum = 0x41)
          int level,
      @Key("Secret that seed and key are made with; a text of this bench, not of a real car")
          String secret) {
    public SecurityLevel {
      if (level % 2 == 0) {
        throw new IllegalArgumentException("level " + level + " is even; the key has that one");
      }
    }
  }

  /** One data identifier. */
  public record Data(
      @Key("Identifier, 0x0000 to 0xFFFF") String did,
      @Key("Its name, for people; the standard's where it has one") String name,
      @Key("Its value as letters (ASCII)") Optional<String> text,
      @Key("Its value as bytes, \"12 34\"") Optional<String> hex,
      @Key(
              value =
                  "Its length, where the value is shorter: blanks fill it; 0: as the value has it",
              unit = "bytes",
              maximum = 4000,
              fallback = "0")
          int length,
      @Key(
              "Where its value comes from while the ECU runs; text or hex then say its length,"
                  + " neither: it has any")
          Optional<Origin> from,
      @Key(value = "Sessions in which it can be written; none: it can't", fallback = "[]")
          List<String> writableIn,
      @Key(
              value = "Level of SecurityAccess that writing needs; 0: none",
              maximum = 0x41,
              fallback = "0")
          int writeLevel) {

    public Data {
      Hex.number(did, MAX_DID, "did");
      boolean given = text.isPresent() || hex.isPresent();
      boolean free = from.isPresent() || !writableIn.isEmpty();
      if (text.isPresent() == hex.isPresent() && (given || !free)) {
        throw new IllegalArgumentException(did + " needs its value: one of 'text' and 'hex'");
      }
      text.ifPresent(letters -> ascii(did, letters));
      hex.ifPresent(bytes -> Hex.bytes(bytes, "hex"));
      checkSessions(writableIn);
      if (from.isPresent() && !writableIn.isEmpty()) {
        throw new IllegalArgumentException(did + " comes from the ECU itself: it can't be written");
      }
    }

    private static void ascii(String did, String letters) {
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(letters)) {
        throw new IllegalArgumentException(did + ": 'text' has letters that are not ASCII");
      }
    }

    public int number() {
      return Hex.number(did, MAX_DID, "did");
    }

    /** Its value as the file says it. */
    public byte[] value() {
      byte[] written =
          text.map(letters -> letters.getBytes(StandardCharsets.US_ASCII))
              .or(() -> hex.map(bytes -> Hex.bytes(bytes, "hex")))
              .orElse(new byte[0]);
      byte[] value = Arrays.copyOf(written, Math.max(length, written.length));
      Arrays.fill(value, written.length, value.length, (byte) ' ');
      return value;
    }
  }

  /** Where a value comes from while the ECU runs. */
  public enum Origin {
    /** The car's identification number. */
    VIN,
    /** The session that is active. */
    SESSION,
    /** The software that runs now. */
    SOFTWARE_VERSION,
    /** The software identification number of the type approval (UN R156). */
    RXSWIN,
    /** Volts at the supply pin: 16 bits, 10 mV each. */
    SUPPLY_VOLTAGE,
    /** A new number for the time server to sign (Uptane 5.4.3.1). */
    TIME_NONCE,
    /** What it runs, signed by it (Uptane 5.4.2.1.2). */
    VERSION_REPORT
  }

  /** One routine. */
  public record Routine(
      @Key("Identifier, 0x0000 to 0xFFFF") String id,
      @Key("Its name, for people; the standard's where it has one") String name,
      @Key(value = "Sessions in which it can be had", fallback = "[extended, programming]")
          List<String> sessions,
      @Key(value = "Level of SecurityAccess that it needs; 0: none", maximum = 0x41, fallback = "0")
          int level,
      @Key(
              value = "What can be done with it",
              fallback = "[start]",
              words = {"start", "stop", "results"})
          List<String> actions,
      @Key(value = "Bytes that start takes", maximum = 4000, fallback = "0") int optionLength) {

    private static final List<String> WORDS = List.of("start", "stop", "results");

    public Routine {
      Hex.number(id, MAX_DID, "id");
      checkSessions(sessions);
    }

    public int number() {
      return Hex.number(id, MAX_DID, "id");
    }
  }

  /** One trouble code. */
  public record Dtc(
      @Key("Its code, 0x000000 to 0xFFFFFF") String code,
      @Key("What is the matter, for people") String name,
      @Key("What its ECU tests, a word of the ECU's own; of the DCM: an item of IND-04")
          Optional<String> test) {

    public Dtc {
      Hex.number(code, MAX_DTC, "code");
    }

    public int number() {
      return Hex.number(code, MAX_DTC, "code");
    }
  }

  /** Memory that takes software over the bus. */
  public record Flash(
      @Key("First address, 0x0 to 0xFFFFFFF") String address,
      @Key(value = "Room for software", unit = "bytes", minimum = 1, maximum = 64 << 20) int size,
      @Key(
              value = "Longest TransferData request",
              unit = "bytes",
              minimum = 3,
              maximum = 4095,
              fallback = "1026")
          int block,
      @Key(value = "Level of SecurityAccess that it needs; 0: none", maximum = 0x41, fallback = "0")
          int level) {
    public Flash {
      Hex.number(address, 0xFFFFFFF, "address");
    }

    public int first() {
      return Hex.number(address, 0xFFFFFFF, "address");
    }
  }

  public EcuFile {
    unique("did", data.stream().map(Data::number).toList(), "0x%04X");
    unique("routine", routines.stream().map(Routine::number).toList(), "0x%04X");
    unique("dtc", dtcs.stream().map(Dtc::number).toList(), "0x%06X");
    Set<Integer> levels = security.stream().map(SecurityLevel::level).collect(Collectors.toSet());
    for (Data one : data) {
      checkLevel(one.did(), one.writeLevel(), levels);
    }
    for (Routine one : routines) {
      checkLevel(one.id(), one.level(), levels);
    }
    flash.ifPresent(memory -> checkLevel("flash", memory.level(), levels));
    for (String one : snapshot) {
      int did = Hex.number(one, MAX_DID, "snapshot");
      if (data.stream().noneMatch(known -> known.number() == did)) {
        throw new IllegalArgumentException("snapshot names " + one + ", which 'data' hasn't got");
      }
    }
  }

  private static void unique(String what, List<Integer> numbers, String form) {
    Set<Integer> seen = new HashSet<>();
    for (int number : numbers) {
      if (!seen.add(number)) {
        throw new IllegalArgumentException(
            what + " " + String.format(form, number) + " stands there twice");
      }
    }
  }

  private static void checkLevel(String of, int level, Set<Integer> levels) {
    if (level != EcuDescription.NO_LEVEL && !levels.contains(level)) {
      throw new IllegalArgumentException(
          of + " needs level " + level + ", which 'security' hasn't got");
    }
  }

  private static void checkSessions(List<String> names) {
    for (String name : names) {
      if (!SESSIONS.containsKey(name)) {
        throw new IllegalArgumentException(
            "session '"
                + name
                + "' is not known; there are: "
                + String.join(", ", SESSIONS.keySet()));
      }
    }
  }

  /** The number of a session by its name: 1 default, 2 programming, 3 extended. */
  public static Optional<Integer> session(String name) {
    return Optional.ofNullable(SESSIONS.get(name));
  }

  /** Names of the sessions that files know. */
  public static List<String> sessionNames() {
    return List.copyOf(SESSIONS.keySet());
  }

  private static Rule rule(List<String> sessions, int level) {
    return new Rule(sessions.stream().map(SESSIONS::get).collect(Collectors.toSet()), level);
  }

  /** What the server goes by. */
  public EcuDescription description() {
    Rule everywhere = rule(List.copyOf(SESSIONS.keySet()), EcuDescription.NO_LEVEL);
    return new EcuDescription(
        sessions(everywhere),
        services(everywhere),
        data.stream()
            .map(
                one ->
                    new EcuDescription.DataIdentifier(
                        one.number(),
                        one.name(),
                        one.value().length,
                        everywhere,
                        one.writableIn().isEmpty()
                            ? NOWHERE
                            : rule(one.writableIn(), one.writeLevel())))
            .toList(),
        routines.stream().map(EcuFile::routine).toList(),
        dtcs.stream().map(one -> new EcuDescription.Dtc(one.number(), one.name())).toList(),
        security.stream().map(SecurityLevel::level).collect(Collectors.toSet()),
        AVAILABILITY,
        MAX_IDENTIFIERS,
        MAX_RESPONSE);
  }

  private static EcuDescription.Routine routine(Routine one) {
    return new EcuDescription.Routine(
        one.number(),
        one.name(),
        rule(one.sessions(), one.level()),
        one.actions().stream()
            .map(action -> Routine.WORDS.indexOf(action) + 1)
            .collect(Collectors.toSet()),
        one.optionLength());
  }

  private Map<Integer, Session> sessions(Rule everywhere) {
    int millis = (int) p2.toMillis();
    int starMillis = (int) p2Star.toMillis() / 10 * 10;
    Map<Integer, Session> sessions = new TreeMap<>();
    sessions.put(
        EcuDescription.DEFAULT_SESSION, new Session("default", millis, starMillis, everywhere));
    sessions.put(
        EcuDescription.EXTENDED_SESSION, new Session("extended", millis, starMillis, everywhere));
    if (flash.isPresent()) {
      // By way of the extended one only, in which a tester quietens the car first (28, 85).
      sessions.put(
          EcuDescription.PROGRAMMING_SESSION,
          new Session(
              "programming",
              millis,
              starMillis,
              rule(List.of("extended", "programming"), EcuDescription.NO_LEVEL)));
    }
    return sessions;
  }

  private Map<Service, Rule> services(Rule everywhere) {
    Rule working = rule(List.of("extended", "programming"), EcuDescription.NO_LEVEL);
    Map<Service, Rule> services = new EnumMap<>(Service.class);
    for (Service service :
        List.of(
            Service.DIAGNOSTIC_SESSION_CONTROL,
            Service.ECU_RESET,
            Service.CLEAR_DIAGNOSTIC_INFORMATION,
            Service.READ_DTC_INFORMATION,
            Service.READ_DATA_BY_IDENTIFIER,
            Service.TESTER_PRESENT)) {
      services.put(service, everywhere);
    }
    for (Service service :
        List.of(
            Service.COMMUNICATION_CONTROL,
            Service.AUTHENTICATION,
            Service.WRITE_DATA_BY_IDENTIFIER,
            Service.CONTROL_DTC_SETTING)) {
      services.put(service, working);
    }
    if (!security.isEmpty()) {
      services.put(Service.SECURITY_ACCESS, working);
    }
    if (!routines.isEmpty()) {
      services.put(Service.ROUTINE_CONTROL, working);
    }
    flash.ifPresent(
        memory -> {
          Rule programming = rule(List.of("programming"), memory.level());
          services.put(Service.REQUEST_DOWNLOAD, programming);
          services.put(Service.TRANSFER_DATA, programming);
          services.put(Service.REQUEST_TRANSFER_EXIT, programming);
        });
    return services;
  }

  /** The trouble code of what an ECU tests. */
  public Optional<Dtc> dtcOf(String test) {
    return dtcs.stream().filter(dtc -> dtc.test().filter(test::equals).isPresent()).findFirst();
  }
}
