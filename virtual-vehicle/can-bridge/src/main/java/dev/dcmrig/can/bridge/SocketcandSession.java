// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client of socketcand's protocol: modes NO_BUS, BCM (send, add, update, delete, subscribe,
 * unsubscribe, filter) and RAW, and echo. Everything but the reading is on the timeline's thread.
 *
 * <p>Before each frame for a client stands a line feed, which the protocol skips: a client that
 * drops one byte between two of them (python-can does) then drops no frame.
 */
final class SocketcandSession implements ByteLink.Receiver, AutoCloseable {

  /** Shorter cycles would be a flood: a frame of 8 bytes at 1 Mbit/s lasts as long. */
  private static final long MIN_CYCLE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private static final int MAX_JOBS = 256;

  /** Elements that have come and are not obeyed yet: then the client has to wait. */
  private static final int MAX_UNREAD = 1024;

  /** Lets a reader that waits go on to its end. */
  private static final int ALL = 1 << 20;

  private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAX_SECONDS = 1_000_000;
  private static final int MAX_MICROS = 999_999;

  private final CanBus bus;
  private final Timeline timeline;
  private final String name;
  private final String source;
  private final ByteLink link;
  private final Consumer<SocketcandSession> onEnd;
  private final long epochMicros;
  private final SocketcandWords words = new SocketcandWords();
  private final Map<String, CyclicJob> jobs = new HashMap<>();
  private final Map<Integer, Subscription> subscriptions = new HashMap<>();
  private final AtomicLong unsent = new AtomicLong();
  private Mode mode = Mode.NO_BUS;
  private volatile @Nullable Backlog toBus;
  private final Semaphore room = new Semaphore(MAX_UNREAD);
  private boolean leaving;
  private boolean closed;

  private enum Mode {
    NO_BUS,
    BCM,
    RAW
  }

  /**
   * Takes a connection over.
   *
   * @param name what the client must open
   * @param onEnd told on the timeline's thread when the client has gone
   */
  SocketcandSession(
      CanBus bus, Timeline timeline, Socket socket, String name, Consumer<SocketcandSession> onEnd)
      throws IOException {
    this.bus = bus;
    this.timeline = timeline;
    this.name = name;
    this.onEnd = onEnd;
    this.source = "socketcand/" + socket.getPort();
    this.epochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, timeline.epoch());
    this.link = new ByteLink(source, socket, this);
  }

  /** Greets, and begins to read. Who opens no bus within 10 s keeps nobody else out. */
  void begin() {
    link.start();
    say("< hi >");
    timeline.after(
        OPEN_NANOS,
        () -> {
          if (mode == Mode.NO_BUS) {
            end();
          }
        });
  }

  @Override
  public void bytes(byte[] bytes, int length) {
    words.take(bytes, length, this::hand);
  }

  /** By a timer: tasks that are posted go before timers, and a flood of them would stop the bus. */
  private void hand(List<String> element) {
    room.acquireUninterruptibly();
    timeline.after(
        0,
        () -> {
          room.release();
          obey(element);
        });
  }

  /** Behind what the client has said. */
  @Override
  public void ended(String why) {
    timeline.after(0, this::gone);
  }

  /** What it had sent still gets to the bus. */
  private void gone() {
    Backlog sender = toBus;
    forget();
    mode = Mode.NO_BUS;
    leaving = true;
    if (sender == null) {
      end();
    } else {
      sender.closeWhenEmpty(this::end);
    }
  }

  private void end() {
    close();
    onEnd.accept(this);
  }

  private void say(String text) {
    if (!leaving && !link.offer(text.getBytes(StandardCharsets.US_ASCII))) {
      // It does not read. What it misses counts, and nobody keeps more for it.
      unsent.incrementAndGet();
      link.abort();
      gone();
    }
  }

  private void obey(List<String> command) {
    if (closed || leaving || command.isEmpty()) {
      return;
    }
    try {
      obey(command.get(0), command);
    } catch (BusException e) {
      say("< error could not open bus >");
      end();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      say("< error syntax error in " + command.get(0) + " command >");
    }
  }

  private void obey(String verb, List<String> command) {
    if (verb.equals("echo")) {
      say("< echo >");
    } else if (mode == Mode.NO_BUS) {
      open(command);
    } else if (verb.equals("rawmode")) {
      enter(Mode.RAW);
    } else if (verb.equals("bcmmode")) {
      enter(Mode.BCM);
    } else if (verb.equals("send")) {
      send(frame(command, 1));
    } else if (mode == Mode.BCM) {
      obeyInBcm(verb, command);
    } else {
      say("< error unknown command >");
    }
  }

  private void open(List<String> command) {
    if (!command.get(0).equals("open")) {
      say("< error unknown command >");
    } else if (!command.get(1).equals(name)) {
      say("< error could not open bus >");
      end();
    } else {
      toBus = new Backlog(bus.connect(source, this::heard), timeline);
      enter(Mode.BCM);
    }
  }

  private void enter(Mode next) {
    mode = next;
    forget();
    say("< ok >");
  }

  private void obeyInBcm(String verb, List<String> command) {
    switch (verb) {
      case "add" -> add(command);
      case "update" -> job(command.get(1)).frame = frame(command, 1);
      case "delete" -> {
        job(command.get(1)).timer.cancel();
        jobs.remove(key(command.get(1)));
      }
      case "subscribe" -> subscribe(id(command.get(3)), cycleNanos(command), null);
      case "filter" -> subscribe(id(command.get(3)), cycleNanos(command), frame(command, 3).data());
      case "unsubscribe" -> subscriptions.remove(id(command.get(1)));
      default -> say("< error unknown command >");
    }
  }

  private void add(List<String> command) {
    Frame frame = frame(command, 3);
    long cycle = cycleNanos(command);
    String key = key(command.get(3));
    CyclicJob before = jobs.get(key);
    if ((cycle > 0 && cycle < MIN_CYCLE_NANOS) || (before == null && jobs.size() == MAX_JOBS)) {
      throw new IllegalArgumentException("cycle");
    }
    if (before != null) {
      before.timer.cancel();
    }
    CyclicJob job = new CyclicJob(frame, cycle);
    jobs.put(key, job);
    if (cycle > 0) {
      job.timer.armAfter(0);
    }
  }

  private CyclicJob job(String id) {
    CyclicJob job = jobs.get(key(id));
    if (job == null) {
      throw new IllegalArgumentException("no job " + id);
    }
    return job;
  }

  /** Standard and extended identifiers of one number are two. */
  private static String key(String id) {
    return SocketcandText.id(SocketcandText.frame(id, List.of()));
  }

  private static int id(String id) {
    Frame frame = SocketcandText.frame(id, List.of());
    return frame.isExtended() ? frame.id() | Integer.MIN_VALUE : frame.id();
  }

  private static long cycleNanos(List<String> command) {
    long seconds = SocketcandText.number(command.get(1), 10, MAX_SECONDS, "seconds");
    long micros = SocketcandText.number(command.get(2), 10, MAX_MICROS, "microseconds");
    return TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MICROSECONDS.toNanos(micros);
  }

  /** Identifier, length and bytes from {@code at} on. */
  private static Frame frame(List<String> command, int at) {
    int length = SocketcandText.number(command.get(at + 1), 10, 8, "length");
    List<String> data = command.subList(at + 2, command.size());
    if (data.size() != length) {
      throw new IllegalArgumentException(data.size() + " bytes");
    }
    return SocketcandText.frame(command.get(at), data);
  }

  private void send(Frame frame) {
    Backlog sender = toBus;
    if (sender != null) {
      sender.send(frame);
    }
  }

  /** A frame of the bus. What has no word in this protocol stays away from this client. */
  private void heard(long timeNanos, Frame frame) {
    if (!SocketcandText.refuses(frame).isEmpty()) {
      return;
    }
    if (mode == Mode.RAW) {
      tell(timeNanos, frame);
      return;
    }
    Subscription subscription =
        subscriptions.get(frame.isExtended() ? frame.id() | Integer.MIN_VALUE : frame.id());
    if (subscription != null) {
      subscription.heard(timeNanos, frame);
    }
  }

  private void tell(long timeNanos, Frame frame) {
    say("\n" + SocketcandText.frame(frame, epochMicros + timeNanos / 1000, mode == Mode.BCM));
  }

  private void subscribe(int id, long pauseNanos, byte @Nullable [] mask) {
    if (subscriptions.size() == MAX_JOBS && !subscriptions.containsKey(id)) {
      throw new IllegalArgumentException("too many");
    }
    Subscription before =
        subscriptions.put(id, new Subscription(timeline, pauseNanos, mask, this::tell));
    if (before != null) {
      before.cancel();
    }
  }

  private void forget() {
    jobs.values().forEach(job -> job.timer.cancel());
    jobs.clear();
    subscriptions.values().forEach(Subscription::cancel);
    subscriptions.clear();
  }

  /** What did not get to this client, or from it to the bus. Any thread. */
  BusHealth health() {
    Backlog sender = toBus;
    return new BusHealth(0, 0, 0, 0, unsent.get() + (sender == null ? 0 : sender.unsent()));
  }

  /** On the timeline's thread, or after its end. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    forget();
    room.release(ALL);
    Backlog sender = toBus;
    if (sender != null) {
      sender.close();
    }
    link.close();
  }

  /** A frame that is sent cycle by cycle, as the kernel's broadcast manager does. */
  private final class CyclicJob {
    private final long cycleNanos;
    private final Timer timer;
    private Frame frame;

    CyclicJob(Frame frame, long cycleNanos) {
      this.frame = frame;
      this.cycleNanos = cycleNanos;
      this.timer = timeline.timer(this::due);
    }

    private void due() {
      timer.armAfter(cycleNanos);
      send(frame);
    }
  }
}
