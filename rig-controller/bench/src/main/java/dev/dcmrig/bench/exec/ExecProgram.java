// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.BenchFacts;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.bench.process.ChildProcess;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Patience;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A program that fills a port, as the bench's thread talks to it: a line out, and lines in until
 * the one that answers it. While it is waited for, virtual time stands. What it breaks ends the
 * scenario as error.
 */
public final class ExecProgram implements AutoCloseable {
  private static final double NANOS = 1e9;
  private static final String ID = "id";
  private static final Duration LOOK = Duration.ofMillis(Patience.LOOK_MILLIS);

  private final Port<?> port;
  private final Site site;
  private final ExecOptions options;
  private final ChildProcess process;
  private final JsonLines lines;

  /** Ids of lines that have no answer yet: more than one when a call is made within a call. */
  private final Set<Long> waiting = new TreeSet<>();

  private final Map<Long, JsonObject> early = new HashMap<>();

  /** The key of what it may say of itself, and who takes that. */
  private String ownKey = "pin";

  private Consumer<JsonObject> own = line -> {};
  private long lastId;
  private int asking;
  private volatile boolean over;

  private ExecProgram(Port<?> port, Site site, ExecOptions options, ChildProcess process) {
    this.port = port;
    this.site = site;
    this.options = options;
    this.process = process;
    this.lines =
        new JsonLines(port.name(), process.output(), process.input(), this::heard, this::ended);
  }

  /**
   * Starts a program, has its part listen, and opens it. When any of that fails it is ended.
   *
   * @param listening makes the part of the program that was started, and that has not been opened
   * @throws BenchBroken when it can't be started, or does not open
   */
  public static <T> T open(
      Port<?> port, Site site, ExecOptions options, Function<ExecProgram, T> listening) {
    ExecProgram program = start(port, site, options);
    try {
      T part = listening.apply(program);
      program.open(site.facts().benchName(), site.seed().of("program").stream().nextLong());
      return part;
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
  }

  /**
   * Starts the program.
   *
   * @throws BenchBroken when the system can't
   */
  static ExecProgram start(Port<?> port, Site site, ExecOptions options) {
    ChildProcess process =
        ChildProcess.start(
            new ChildProcess.Spec(
                port.name(),
                options.command(),
                site.facts().home(),
                Map.of(),
                port.path() + ".command",
                ChildProcess.Streams.PIPED));
    ExecProgram program = new ExecProgram(port, site, options, process);
    program.lines.start();
    return program;
  }

  /**
   * Who takes what the program says beside answers.
   *
   * @param key of such a line: {@code pin}, {@code frame}
   * @param taker throws IllegalArgumentException for a line that is wrong, with what is right
   */
  public void says(String key, Consumer<JsonObject> taker) {
    ownKey = key;
    own = taker;
  }

  /** The first request: what the program is for. */
  public void open(String benchName, long seed) {
    BenchFacts facts = site.facts();
    JsonObject settings = new JsonObject();
    options.settings().orElse(Map.of()).forEach(settings::put);
    request(
        new JsonObject()
            .put("call", "open")
            .put(
                "with",
                new JsonObject()
                    .put("port", port.name())
                    .put("bench", benchName)
                    .put("virtualTime", facts.virtualTime())
                    .put("seed", seed)
                    .put("settings", settings)));
  }

  /**
   * Says something, and waits for the answer.
   *
   * @return the answer's {@code value}
   * @throws BenchBroken when there is none in time, it is wrong, or it is an error
   */
  public @Nullable Object request(JsonObject line) {
    if (over) {
      throw broken("has ended, and was asked for '" + what(line) + "'");
    }
    long id = ++lastId;
    if (asking == 0 && site.facts().virtualTime()) {
      lines
          .poll()
          .ifPresent(
              said -> {
                throw violated(
                    "on a bench with virtual time it speaks only when it is asked, and said "
                        + said);
              });
    }
    asking++;
    waiting.add(id);
    try {
      JsonObject numbered = new JsonObject().put(ID, id).put("now", seconds()).mergeIn(line);
      send(numbered.encode());
      return answer(id, what(line));
    } finally {
      waiting.remove(id);
      asking--;
    }
  }

  private void send(String line) {
    for (int looks = looks(); looks > 0; looks--) {
      if (lines.send(line, LOOK)) {
        return;
      }
    }
    throw broken("does not read its standard input");
  }

  /** How often it is looked for an answer before there is none. */
  private int looks() {
    return Math.max(1, Math.toIntExact(options.answerWithin().dividedBy(LOOK)));
  }

  private static String what(JsonObject line) {
    return line.getString("call", line.getString("pin", line.getString("frame", "")));
  }

  private double seconds() {
    return site.timeline().nowNanos() / NANOS;
  }

  /**
   * Only looks that came to nothing count ({@link Patience}): a rig that was stopped, or that was
   * busy with what the program said, has not waited.
   */
  private @Nullable Object answer(long id, String what) {
    int looks = looks();
    for (int said = 0; said <= MAX_LINES_BEFORE_ANSWER; said++) {
      JsonObject answer = early.remove(id);
      if (answer != null) {
        return value(answer, what);
      }
      Optional<String> line = lines.await(LOOK);
      while (line.isEmpty() && !lines.hasEnded() && --looks > 0) {
        line = lines.await(LOOK);
      }
      if (line.isEmpty()) {
        // Its last line may have come with its end.
        line = lines.poll();
      }
      if (line.isEmpty()) {
        throw lines.hasEnded()
            ? broken("has ended and has not answered '" + what + "' (id " + id + ")")
            : broken(
                "has not answered '"
                    + what
                    + "' (id "
                    + id
                    + ") within "
                    + options.answerWithin().toMillis()
                    + " ms");
      }
      take(line.get());
    }
    throw violated(
        "it has said more than "
            + MAX_LINES_BEFORE_ANSWER
            + " lines and not answered '"
            + what
            + "' (id "
            + id
            + "); answer first, or say less");
  }

  private @Nullable Object value(JsonObject answer, String what) {
    Object error = answer.getValue("error");
    if (error != null) {
      throw broken("answered '" + what + "' with an error: " + error);
    }
    return answer.getValue("value");
  }

  /** A line that the program has said: an answer, or something on its own. */
  private void take(String text) {
    JsonObject line = object(text);
    if (line.containsKey(ID)) {
      long id = id(line.getValue(ID), text);
      if (!waiting.contains(id) || early.putIfAbsent(id, line) != null) {
        throw violated(
            "it said "
                + shown(text)
                + ", and "
                + (id < 1 || id > lastId ? "nobody asked id " : "there was an answer before to id ")
                + id
                + "; answer each line once, now one of "
                + waiting);
      }
    } else if (line.containsKey(ownKey)) {
      try {
        own.accept(line);
      } catch (IllegalArgumentException e) {
        throw violated("it said " + shown(text) + ": " + e.getMessage());
      }
    } else if (line.getValue("note") instanceof String note) {
      Map<String, String> details = new TreeMap<>();
      line.forEach(entry -> details.put(entry.getKey(), String.valueOf(entry.getValue())));
      details.remove("note");
      site.observations().note(Subject.RIG, port.name() + "." + note, details);
    } else if (line.getValue("broken") instanceof String why) {
      throw broken("says that it is broken: " + why);
    } else {
      throw violated(
          "it said " + shown(text) + "; a line has 'id', '" + ownKey + "', 'note' or 'broken'");
    }
  }

  /** What a program may say before an answer. */
  static final int MAX_LINES_BEFORE_ANSWER = 10_000;

  private JsonObject object(String text) {
    if (text.startsWith(JsonLines.TOO_LONG)) {
      throw violated(
          "it said "
              + shown(text.substring(1))
              + ", and a line has at most "
              + JsonLines.MAX_LINE_BYTES
              + " bytes");
    }
    try {
      if (Json.decodeValue(text) instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      throw noObject(text);
    }
    throw noObject(text);
  }

  private BenchBroken noObject(String text) {
    return violated(
        "it said "
            + shown(text)
            + ", and that is no JSON object; write one object a line, for instance"
            + " {\"id\":1,\"value\":0.5}");
  }

  private long id(@Nullable Object value, String text) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw violated(
        "it said "
            + shown(text)
            + ": 'id' is the number of the line that it answers, now one of "
            + waiting);
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", " ");
    return "'" + (printable.length() > 120 ? printable.substring(0, 120) + "..." : printable) + "'";
  }

  /** In real time a program may speak when it likes: its line is taken on the bench's thread. */
  private void heard() {
    if (!site.facts().virtualTime()) {
      site.timeline()
          .post(
              port.name(),
              () -> {
                // One for each line, so that a program which never stops holds nobody up.
                if (!over) {
                  lines.poll().ifPresent(this::take);
                }
              });
    }
  }

  private void ended() {
    if (!over) {
      site.broke(cause("has ended"));
    }
  }

  /** The program broke the rules of docs/DRIVERS.md. */
  BenchBroken violated(String what) {
    return told(new BenchBroken(this + " broke the rules (docs/DRIVERS.md): " + what));
  }

  private BenchBroken broken(String what) {
    return told(cause(what));
  }

  private BenchBroken cause(String what) {
    return new BenchBroken(this + " " + what + "; " + process.account());
  }

  private BenchBroken told(BenchBroken cause) {
    site.broke(cause);
    return cause;
  }

  @Override
  public String toString() {
    List<String> command = options.command();
    return "the program '" + command.get(0) + "' of '" + port.path() + "'";
  }

  /** Closes its standard input, which tells it to go; what is left of it after that is killed. */
  @Override
  public void close() {
    if (!over) {
      over = true;
      lines.close();
      process.end(true);
    }
  }
}
