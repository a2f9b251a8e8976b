// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.ota.server.OtaSettings;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.sim.RealTimeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig ota serve}. */
@Command(
    name = "serve",
    description = {
      "Serves updates until Ctrl-C: hawkBit's DDI API v1 for devices, the management API for the",
      "other commands. What it knows lies in a folder; a server that was killed goes on from there."
    },
    footer = {
      "",
      "Examples:",
      "  rig ota serve --folder ota",
      "  rig ota serve --folder ota --host 0.0.0.0 --port 8443 --tls-cert s.pem --tls-key s.key"
          + " --client-ca ca.pem",
      "  rig ota serve --folder ota --database 'jdbc:postgresql://127.0.0.1/ota?user=rig'",
      "",
      "FOLDER/management.token is made at the first start; the other commands read it."
    })
public final class ServeCommand implements Callable<Integer> {
  private static final int TOKEN_BYTES = 24;
  private static final Duration IDLE = Duration.ofSeconds(75);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "ota",
      description = "State, artifacts, token; default ${DEFAULT-VALUE}.")
  private Path folder = Path.of("");

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where it listens; default ${DEFAULT-VALUE}.")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "0 for any free one; default ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "A PostgreSQL in place of the folder's own database, as jdbc:postgresql://...")
  private @Nullable String database;

  @Option(
      names = "--gateway-token-file",
      paramLabel = "FILE",
      description = "Holds a token that speaks for any device and makes unknown ones.")
  private @Nullable Path gatewayTokenFile;

  @Option(
      names = "--poll",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      defaultValue = "5min",
      description = "How long devices wait until they ask again; default ${DEFAULT-VALUE}.")
  private Duration poll = Duration.ZERO;

  @Option(
      names = "--jitter",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      defaultValue = "0s",
      description = "They wait up to so much longer, each its own; default none.")
  private Duration jitter = Duration.ZERO;

  @Option(names = "--tls-cert", paramLabel = "PEM", description = "The server's certificate.")
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "PEM", description = "Its key.")
  private @Nullable Path key;

  @Option(
      names = "--client-ca",
      paramLabel = "PEM",
      description = "Who signs devices' certificates, whose common names are controller ids.")
  private @Nullable Path clientCa;

  private final Console console;

  public ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port takes 0 to 65535");
    }
    DdiSettings devices = DdiSettings.STANDARD.polling(poll, jitter);
    if (gatewayTokenFile != null) {
      devices = devices.withGatewayToken(read(gatewayTokenFile));
    }
    OtaSettings settings =
        OtaSettings.BENCH
            .with(devices)
            .on(host, port)
            .idleAfter(IDLE)
            .withManagement(managementToken());
    OtaSettings.Tls tls = tls();
    Vertx vertx = RigVertx.create();
    CountDownLatch stop = new CountDownLatch(1);
    try (StopOnSignal signal = StopOnSignal.ofStream(stop::countDown, OptionalInt.of(0));
        RealTimeline timeline = new RealTimeline("ota-server", this::broken);
        OtaServer server = open(timeline, tls == null ? settings : settings.with(tls))) {
      int listening = server.listen(vertx).toCompletionStage().toCompletableFuture().get();
      console.line(
          "OTA server: "
              + (tls == null ? "http" : "https")
              + "://"
              + host
              + ":"
              + listening
              + ", devices at /DEFAULT/controller/v1/ID; Ctrl-C ends it");
      int orphans = server.core().orphansSetAside();
      if (orphans > 0) {
        console.line(
            "OTA server: "
                + orphans
                + " file(s) that no artifact names lie in artifacts/unknown now: an upload was cut,"
                + " or another database knows them");
      }
      stop.await();
      if (signal.wasRequested()) {
        console.line("OTA server: ends; its folder has all that it knows");
      }
    } catch (ExecutionException e) {
      throw new BenchBroken(
          "the OTA server can't listen on " + host + ":" + port + ": " + e.getCause(), e);
    } finally {
      vertx.close();
    }
    return 0;
  }

  private void broken(Throwable thrown) {
    console.problem("OTA server: " + thrown);
  }

  private OtaServer open(RealTimeline timeline, OtaSettings settings) {
    return database == null
        ? OtaServer.inFolder(timeline, folder, settings, new OtaRules() {})
        : OtaServer.open(
            timeline, Db.at(database), folder.resolve("artifacts"), settings, new OtaRules() {});
  }

  private OtaSettings.@Nullable Tls tls() {
    if (certificate == null && key == null && clientCa == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new ParameterException(
          spec.commandLine(), "--tls-cert and --tls-key are given together");
    }
    PemKeyCertOptions identity =
        new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
    return clientCa == null
        ? new OtaSettings.Tls(identity, null, ClientAuth.NONE)
        : new OtaSettings.Tls(
            identity,
            new PemTrustOptions().addCertPath(clientCa.toString()),
            // Without a certificate a token still opens the door.
            ClientAuth.REQUEST);
  }

  /** Drawn at the first start; only its owner may read the file. */
  private String managementToken() {
    Path file = folder.resolve("management.token");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
            file, HexFormat.of().formatHex(bytes) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(file.toString(), 0, "can't be written: " + e, "name another --folder"));
    }
    return read(file);
  }

  private static String read(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (!token.isEmpty()) {
        return token;
      }
    } catch (IOException e) {
      // Said below.
    }
    throw new ConfigurationException(
        new Problem(file.toString(), 0, "holds no token", "write one line with a secret word"));
  }
}
