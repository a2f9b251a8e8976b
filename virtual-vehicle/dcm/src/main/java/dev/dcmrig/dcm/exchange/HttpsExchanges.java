// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.http.HttpAnswer;
import dev.dcmrig.dcm.http.HttpConnection;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.sim.Timer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of docs/DCM-INTERFACE.md, 2.4, over at most two kept connections: a message that
 * nobody answers must not hold up news of an emergency.
 */
public final class HttpsExchanges implements ServiceExchanges, DcmService {
  private static final int MAX_CONNECTIONS = 2;
  private static final int OK = 200;
  private static final int ACCEPTED = 204;
  private static final int GONE = 410;

  /** Answers that another try would not change. */
  private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DcmContext dcm;
  private final TelematicsSettings settings;
  private final ExchangeRules rules;
  private final Modem modem;
  private final Trust trust;
  private final RetryPlan plan;
  private final DurableQueue kept;
  private final Map<MessageType, Lane> lanes = new LinkedHashMap<>();
  private final MessageType urgent;
  private final List<HttpConnection> connections = new ArrayList<>();
  private boolean on;

  /**
   * @param byImportance every kind of message: of what is due at one time the first goes first, the
   *     very first even beside another; what makes room is durable and last
   */
  public HttpsExchanges(
      DcmContext dcm,
      TelematicsSettings settings,
      ExchangeRules rules,
      Modem modem,
      Trust trust,
      List<MessageType> byImportance) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.urgent = byImportance.get(0);
    this.modem = modem;
    this.trust = trust;
    this.plan = new RetryPlan(dcm, settings, rules);
    this.kept = new DurableQueue(dcm, settings.queue(), byImportance, rules);
    for (MessageType type : byImportance) {
      lanes.put(type, new Lane(type));
    }
  }

  /** Messages of one kind: one at a time, in order. */
  private final class Lane {
    final MessageType type;
    final Timer gap;
    final Deque<Message> waiting = new ArrayDeque<>();
    @Nullable Message current;

    /** One under way that has been given up meanwhile: no further try. */
    @Nullable Message forgotten;

    boolean underWay;
    boolean due;

    Lane(MessageType type) {
      this.type = type;
      this.gap =
          dcm.timeline()
              .timer(
                  () -> {
                    due = true;
                    pump();
                  });
    }

    /** Whether there is a message that waits for another try, or for a connection. */
    boolean isHeld() {
      return current != null && !underWay;
    }

    /** Takes the next message, if there is none yet. */
    void fill() {
      Message held = current;
      if (held != null && isHeld() && type.isDurable() && !kept.contains(held)) {
        // It has made room; what comes next keeps to its gap.
        current = kept.first(type).orElse(null);
      }
      if (current == null) {
        current = type.isDurable() ? kept.first(type).orElse(null) : waiting.poll();
        due = current != null;
      }
    }

    void clear() {
      gap.cancel();
      waiting.clear();
      current = null;
      underWay = false;
      due = false;
    }
  }

  private Lane lane(MessageType type) {
    Lane lane = lanes.get(type);
    if (lane == null) {
      throw new IllegalStateException("no lane for " + type);
    }
    return lane;
  }

  /** What was kept goes out. */
  @Override
  public void boot() {
    on = true;
    kept.restore();
    pump();
  }

  /** Exchanges under way are forgotten, what must not be lost is kept. */
  @Override
  public void stop() {
    on = false;
    lanes.values().forEach(Lane::clear);
    closeConnections();
  }

  @Override
  public void sleep() {
    lanes.values().forEach(Lane::clear);
    closeConnections();
  }

  private void closeConnections() {
    connections.forEach(HttpConnection::close);
    connections.clear();
  }

  @Override
  public void get(MessageType type, Predicate<JsonNode> form, Consumer<JsonNode> good) {
    Lane lane = lane(type);
    Message newer = Message.get(type, dcm.timeline().nowNanos(), form, good);
    Message before = lane.current;
    if (before != null && lane.isHeld()) {
      // The same question: it is not answered sooner for being asked twice.
      newer.tries = before.tries;
      lane.current = newer;
      lane.due |= !rules.isGapKept(type.path());
    } else {
      lane.waiting.clear();
      lane.waiting.add(newer);
    }
    pump();
  }

  @Override
  public void post(MessageType type, ObjectNode body, Runnable gone, Runnable lost) {
    send(type, body, gone, lost);
  }

  @Override
  public void post(MessageType type, ObjectNode body) {
    send(type, body, null, () -> {});
  }

  private void send(MessageType type, ObjectNode body, @Nullable Runnable gone, Runnable lost) {
    Message message =
        Message.post(
            type, body.toString(), dcm.ids().token(), dcm.timeline().nowNanos(), gone, lost);
    Lane lane = lane(type);
    if (type.isDurable()) {
      kept.add(message);
    } else {
      enqueue(lane, message);
    }
    pump();
  }

  /**
   * The oldest makes room, unless it is under way. What comes next is due when a gap is over that
   * runs for what was before it, else at once.
   */
  private void enqueue(Lane lane, Message message) {
    lane.waiting.add(message);
    while (lane.waiting.size() + (lane.isHeld() ? 1 : 0) > lane.type.room()) {
      Message next = lane.waiting.poll();
      if (lane.isHeld() && rules.isReplacedByNewer()) {
        lane.current = next;
      }
    }
    Message held = lane.current;
    if (held != null && lane.isHeld() && !lane.gap.isArmed()) {
      held.tries = 0;
      lane.due = true;
    }
  }

  @Override
  public void forget(MessageType type) {
    Lane lane = lane(type);
    lane.waiting.clear();
    if (lane.underWay) {
      lane.forgotten = lane.current;
    } else {
      lane.clear();
    }
  }

  @Override
  public void revise(MessageType type, UnaryOperator<String> change) {
    kept.revise(type, change);
  }

  @Override
  public boolean isKeepingAwake() {
    // What may be lost, and an order that can't be asked for, keep no DCM awake.
    return !kept.isEmpty();
  }

  /** Sends what is due, as far as connections are free. */
  private void pump() {
    if (!on) {
      return;
    }
    for (Lane lane : lanes.values()) {
      lane.fill();
    }
    lanes.values().forEach(this::send);
  }

  private void send(Lane lane) {
    Message message = lane.current;
    if (message == null || lane.underWay || !lane.due) {
      return;
    }
    HttpConnection connection = free(lane.type);
    if (connection == null) {
      return;
    }
    lane.due = false;
    lane.underWay = true;
    message.tries++;
    connection.send(
        message.isGet() ? "GET" : "POST",
        "/v1/vehicles/" + dcm.access().vin() + "/" + message.type.path(),
        message.isGet() ? "" : rules.idempotencyKey(message.key),
        message.json,
        answer -> done(lane, message, answer));
  }

  /**
   * A connection that is idle, or a new one. Everything but what is urgent shares one at a time, so
   * that the other is always free for an emergency.
   */
  private @Nullable HttpConnection free(MessageType type) {
    if (!type.equals(urgent)
        && lanes.values().stream().anyMatch(lane -> lane.underWay && !lane.type.equals(urgent))) {
      return null;
    }
    for (HttpConnection connection : connections) {
      if (!connection.isBusy()) {
        return connection;
      }
    }
    if (connections.size() >= MAX_CONNECTIONS) {
      return null;
    }
    HttpConnection connection =
        new HttpConnection(
            dcm, settings.answerTimeout(), settings.idleTimeout(), modem, trust, this::pump);
    connections.add(connection);
    return connection;
  }

  private void done(Lane lane, Message message, @Nullable HttpAnswer answer) {
    if (lane.current != message) {
      return;
    }
    lane.underWay = false;
    JsonNode body = message.isGet() ? read(answer, message.form) : null;
    boolean accepted = message.isGet() ? body != null : isAccepted(answer);
    if (accepted && rules.isSettled(message.type.isDurable(), message.tries)) {
      finished(lane, message);
      if (body != null) {
        message.good.accept(body);
      }
    } else if (answer != null && answer.status() == GONE && message.gone != null) {
      finished(lane, message);
      message.gone.run();
    } else {
      failed(lane, message, answer);
    }
  }

  /** The message is tried again after the gap, or a newer one that takes its place is. */
  private void failed(Lane lane, Message message, @Nullable HttpAnswer answer) {
    boolean again = lane.forgotten != message && isWorthAnotherTry(message, answer);
    if (!message.type.isDurable() && (!again || lane.waiting.size() >= lane.type.room())) {
      Message newer = lane.waiting.poll();
      finished(lane, message);
      lane.current = newer;
      if (newer != null) {
        newer.tries = again && newer.isGet() ? message.tries : 0;
        lane.gap.armAfter(plan.gapNanos(message.tries, answer));
      }
      if (!again) {
        message.lost.run();
      }
    } else if (!again) {
      finished(lane, message);
    } else if (isUsedUp(message) && lane.type.isDeferred()) {
      // It goes out with the next one.
      lane.gap.cancel();
    } else {
      lane.gap.armAfter(plan.gapNanos(message.tries, answer));
    }
  }

  private static boolean isAccepted(@Nullable HttpAnswer answer) {
    return answer != null && answer.status() == ACCEPTED;
  }

  /** The body of an answer that is one: 200, JSON, an object of the form. */
  private static @Nullable JsonNode read(@Nullable HttpAnswer answer, Predicate<JsonNode> form) {
    if (answer == null || answer.status() != OK || !answer.isJson()) {
      return null;
    }
    try {
      JsonNode body = JSON.readTree(answer.body());
      return body != null && body.isObject() && form.test(body) ? body : null;
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      // Bytes that are no UTF-8.
      return null;
    }
  }

  private boolean isWorthAnotherTry(Message message, @Nullable HttpAnswer answer) {
    if (message.type.isDurable()) {
      long age = dcm.timeline().nowNanos() - message.bornNanos;
      return kept.contains(message)
          && rules.isKeptAfter(answer == null ? 0 : answer.status())
          && age < settings.eventLifetime().toNanos();
    }
    if (message.type.tries() == MessageType.UNBOUNDED) {
      return true;
    }
    boolean isFinal = answer != null && FINAL.contains(answer.status());
    return !isFinal && (!isUsedUp(message) || message.type.isDeferred());
  }

  private boolean isUsedUp(Message message) {
    return rules.isUsedUp(message.tries, message.type.tries());
  }

  private void finished(Lane lane, Message message) {
    lane.current = null;
    lane.gap.cancel();
    if (message.type.isDurable()) {
      kept.remove(message);
    }
  }
}
