// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import dev.dcmrig.evidence.network.MqttPacket;
import dev.dcmrig.sim.Timeline;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A broker that is a program of the user's own (docs/DRIVERS.md, "A broker"). It has whole control
 * packets in lines, not a socket: what a client says is judged packet by packet before the program
 * sees it, and time stands until the program has answered. On the timeline's thread.
 */
public final class ProgramBroker implements Broker {
  /** The key of what the program says of a connection. */
  public static final String CONNECTION = "connection";

  private static final String PACKET = "packet";
  private static final HexFormat HEX = HexFormat.of();

  /** The program, as a broker talks to it. */
  public interface Program {
    /**
     * Says a line and waits for its answer.
     *
     * @throws dev.dcmrig.api.BenchBroken when there is none, or it is an error
     */
    void say(JsonObject line);

    void close();
  }

  private final Timeline timeline;
  private final Program program;
  private final Map<Integer, ProgramConnection> open = new TreeMap<>();
  private int last;
  private boolean closed;

  /**
   * @param hears is handed who takes the program's lines that have the key {@link #CONNECTION}
   */
  public ProgramBroker(Timeline timeline, Program program, Consumer<Consumer<JsonObject>> hears) {
    this.timeline = timeline;
    this.program = program;
    hears.accept(this::heard);
  }

  @Override
  public Future<?> listen() {
    return Future.succeededFuture();
  }

  @Override
  public Connection connect(String name, Client client) {
    ProgramConnection connection = new ProgramConnection(++last, name, client);
    open.put(connection.number, connection);
    say("connect", new JsonObject().put(CONNECTION, connection.number).put("name", name));
    return connection;
  }

  @Override
  public void publish(String topic, byte[] payload, Runnable done) {
    say("publish", new JsonObject().put("topic", topic).put("payload", HEX.formatHex(payload)));
    timeline.post("broker", done);
  }

  private void say(String call, JsonObject with) {
    program.say(new JsonObject().put("call", call).put("with", with));
  }

  /** A line of the program about one of its connections. */
  private void heard(JsonObject line) {
    if (!(line.getValue(CONNECTION) instanceof Integer number)) {
      throw new IllegalArgumentException("'connection' is no number; open are " + open.keySet());
    }
    ProgramConnection connection = open.get(number);
    if (connection == null) {
      throw new IllegalArgumentException(
          "there is no connection " + number + "; open are " + open.keySet());
    }
    if (line.getValue(PACKET) instanceof String hex) {
      connection.client().packet(whole(hex));
    } else if (Boolean.TRUE.equals(line.getValue("closed"))) {
      String why = line.getString("why", "");
      if (!why.isEmpty()) {
        connection.client().refused(why);
      }
      connection.endedByProgram();
    } else {
      throw new IllegalArgumentException(
          "a line of a connection has 'packet', in hexadecimal, or \"closed\":true");
    }
  }

  private static byte[] whole(String hex) {
    byte[] packet;
    try {
      packet = HEX.parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'packet' is no hexadecimal: " + e.getMessage() + "; write for instance \"20020000\"", e);
    }
    int length = MqttPacket.length(packet, 0);
    if (length <= 0 || length != packet.length) {
      throw new IllegalArgumentException(
          "'packet' has "
              + packet.length
              + " bytes, and its head says "
              + (length > 0 ? Integer.toString(length) : "no length")
              + "; write one whole control packet a line (MQTT 3.1.1, 2.2)");
    }
    return packet;
  }

  @Override
  public Future<?> close() {
    closed = true;
    program.close();
    return Future.succeededFuture();
  }

  private final class ProgramConnection extends CheckedConnection {
    private final int number;
    private final String name;

    ProgramConnection(int number, String name, Client client) {
      super(name, client);
      this.number = number;
      this.name = name;
    }

    @Override
    void accept(byte[] bytes, MqttMessage packet) {
      say(PACKET, new JsonObject().put(CONNECTION, number).put(PACKET, HEX.formatHex(bytes)));
    }

    void endedByProgram() {
      open.remove(number);
      end();
    }

    @Override
    public void whenQuiet(Runnable task) {
      timeline.post("broker/" + name, task);
    }

    /** The program is told of an end that it has not made itself. */
    @Override
    void release() {
      if (open.remove(number) != null && !closed) {
        say("close", new JsonObject().put(CONNECTION, number));
      }
    }
  }
}
