package dev.dcmrig.world.telematics;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.TelematicsService;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The telematics service: a WireMock server in this process, reused by scenario after scenario. */
public final class TelematicsServer {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int JOURNAL_ENTRIES = 50;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  private final VehicleState state = new VehicleState();
  private final WireMockServer server;
  private final HttpClient client;
  private final String edgeToken = Tokens.draw();
  private String vin = "";

  TelematicsServer(Path folder, HttpClient client) {
    this.client = client;
    this.server =
        new WireMockServer(
            options()
                .dynamicPort()
                .bindAddress(LOOPBACK)
                .usingFilesUnderDirectory(folder.toString())
                .maxRequestJournalEntries(JOURNAL_ENTRIES)
                .containerThreads(12)
                .jettyAcceptors(1)
                .templatingEnabled(false)
                .extensions(new VehicleModel(state)));
    try {
      server.start();
    } catch (FatalStartupException e) {
      throw new BenchBroken("the telematics service can't start: " + e.getMessage(), e);
    }
  }

  /** Forgets the scenario before. */
  void reset() {
    vin = "";
    state.reset();
    server.resetRequests();
  }

  /** The vehicle of the scenario. */
  public void vehicle(String newVin) {
    vin = newVin;
  }

  void stop() {
    server.stop();
  }

  /** What the link has to show, drawn for this run. */
  public String edgeToken() {
    return edgeToken;
  }

  /** The real port. */
  public int port() {
    return server.port();
  }

  /** The service as people and programs other than the DCM reach it. */
  public TelematicsService service(Timeline timeline) {
    return new Front(timeline);
  }

  private final class Front implements TelematicsService {
    private final Timeline timeline;

    Front(Timeline timeline) {
      this.timeline = timeline;
    }

    @Override
    public void restrictData(boolean restricted) {
      expect(
          put(
              Requester.OWNER_APP,
              "data-connectivity",
              "{\"dataConnectivity\":\"" + (restricted ? "restricted" : "allowed") + "\"}"));
    }

    @Override
    public void lapseSubscriptions() {
      expect(put(Requester.CUSTOMER_ASSISTANCE, "subscriptions", "{\"active\":false}"));
    }

    @Override
    public int setEmergencyCall(Requester requester, boolean enabled) {
      return put(requester, "emergency-call", "{\"enabled\":" + enabled + "}");
    }

    @Override
    public void answerWith(int status) {
      state.status = status;
    }

    private void expect(int status) {
      if (status != 204) {
        throw new BenchBroken(
            "the telematics service answered "
                + status
                + " where 204 was expected; look at hil-configs/wiremock/mappings");
      }
    }

    private int put(Requester requester, String what, String body) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://" + LOOPBACK + ":" + port() + "/v1/vehicles/" + vin + "/" + what))
              .timeout(ANSWER_LIMIT)
              .header("Content-Type", "application/json")
              .header("X-Role", requester.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .PUT(BodyPublishers.ofString(body))
              .build();
      Hold hold = timeline.hold("telematics service: " + what);
      try {
        HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
        return response.statusCode();
      } catch (IOException e) {
        throw new BenchBroken("the telematics service does not answer: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchBroken("interrupted while asking the telematics service", e);
      } finally {
        hold.release();
      }
    }
  }
}
