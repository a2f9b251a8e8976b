// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.Observations;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.network.broker.EmbeddedBroker;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;

/** An environment in real time, and a modem of plain sockets in front of it (RFC 1928). */
abstract class EnvironmentFixture {
  static final int BOUND_MILLIS = 20_000;
  static final String VIN = "JTDRIG00000000001";
  static final String IMSI = "001010000000001";

  static final byte[] OPTIONS =
      String.join(
              "\r\n",
              "OPTIONS sip:assist.dcmrig.example SIP/2.0",
              "Via: SIP/2.0/TCP 10.64.0.2:5060;branch=z9hG4bKtest",
              "Max-Forwards: 70",
              "From: <sip:test@dcmrig.example>;tag=1",
              "To: <sip:assist.dcmrig.example>",
              "Call-ID: test",
              "CSeq: 1 OPTIONS",
              "Content-Length: 0",
              "",
              "")
          .getBytes(StandardCharsets.US_ASCII);

  final List<String> noted = new CopyOnWriteArrayList<>();
  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  final RealTimeline timeline = new RealTimeline("worlds", errors::add);
  final Vertx vertx = RigVertx.create();
  final Environments services =
      new Environments(
          vertx,
          Path.of(System.getProperty("rig.root"), "hil-configs/wiremock"),
          Path.of(System.getProperty("rig.root"), "hil-configs/subscriptions/packages.yaml"),
          1,
          TelematicsRules.REQUIRED,
          AgentRules.REQUIRED,
          OtaRules.REQUIRED);

  @AfterEach
  void close() throws Exception {
    services.close();
    timeline.close();
    vertx.close().await(BOUND_MILLIS, TimeUnit.MILLISECONDS);
    assertEquals(List.of(), errors);
  }

  <T> T on(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    timeline.post(
        "test",
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    return done.orTimeout(BOUND_MILLIS, TimeUnit.MILLISECONDS).join();
  }

  Path certificates = Path.of("");

  Environment open() {
    return on(
        () -> {
          Environment environment =
              services.open(
                  timeline,
                  NoRecorder.INSTANCE,
                  new Notes(),
                  Seed.of(7),
                  new EmbeddedBroker(timeline));
          certificates = environment.provision(VIN, IMSI, "10.64.0.2");
          return environment;
        });
  }

  void close(Environment environment) {
    on(
        () -> {
          environment.close();
          return true;
        });
  }

  /** What a SOCKS5 client gets: the socket, and the reply code and port of RFC 1928, 6. */
  record Reply(Socket socket, int code, int port) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  static Reply connect(Environment environment, String host, int port) throws IOException {
    return ask(environment, 1, host, port);
  }

  static Reply ask(Environment environment, int command, String host, int port) throws IOException {
    Socket socket = new Socket(environment.proxyHost(), environment.proxyPort());
    socket.setSoTimeout(BOUND_MILLIS);
    OutputStream out = socket.getOutputStream();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    out.write(new byte[] {5, 1, 2});
    in.readNBytes(2);
    out.write(("\u0001\u000f001010000000001\u0003sim").getBytes(StandardCharsets.ISO_8859_1));
    in.readNBytes(2);
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    out.write(new byte[] {5, (byte) command, 0, 3, (byte) name.length});
    out.write(name);
    out.write(new byte[] {(byte) (port >> 8), (byte) port});
    byte[] reply = in.readNBytes(10);
    return new Reply(
        socket,
        reply.length < 2 ? -1 : reply[1],
        reply.length < 10 ? -1 : (reply[8] & 0xFF) << 8 | (reply[9] & 0xFF));
  }

  String get(Reply reply) throws IOException {
    try {
      SSLSocket socket = DcmSocket.over(reply.socket(), certificates, "telematics.dcmrig.example");
      socket
          .getOutputStream()
          .write(
              ("GET /v1/vehicles/"
                      + VIN
                      + "/configuration HTTP/1.1\r\nHost: telematics.dcmrig.example\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  final class Notes implements Observations {
    @Override
    public void note(Subject source, String kind, Map<String, String> details) {
      noted.add(source + " " + kind + " " + details.get("why"));
    }

    @Override
    public List<Observation> all() {
      return List.of();
    }
  }
}
