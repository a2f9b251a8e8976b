// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.modem.Modem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The DCM's exchanges with a service that the test plays; gaps have no random part. */
public abstract class AgainstAService {
  DcmParts parts;
  FakeService service;
  Exchanges exchanges;

  /** Bodies that answered a question. */
  final List<JsonNode> told = new ArrayList<>();

  /** Switches a DCM on whose profile has these changes. */
  public final void profile(String... changes) {
    List<String> all = new ArrayList<>(List.of(changes));
    all.add("telematics.retryJitter=0");
    parts = new DcmParts(all.toArray(String[]::new));
    service = new FakeService(parts);
    exchanges = new Exchanges();
    exchanges.whole.boot();
  }

  /** Those under test, by the kinds of messages. */
  final class Exchanges {
    final HttpsExchanges whole =
        new HttpsExchanges(
            parts.context,
            parts.settings.telematics(),
            dev.dcmrig.dcm.DcmRules.REQUIRED,
            new Modem(parts.context),
            service,
            Kind.all(parts.settings));

    void post(Kind kind, String json) {
      whole.post(kind.with(parts.settings), RecordedExchanges.object(json));
    }

    void revise(Kind kind, UnaryOperator<String> change) {
      whole.revise(kind.with(parts.settings), change);
    }

    void forget(Kind kind) {
      whole.forget(kind.with(parts.settings));
    }

    void off() {
      whole.stop();
    }

    void on() {
      whole.boot();
    }

    boolean isBusy() {
      return whole.isKeepingAwake();
    }
  }

  public final void answers(String answer) {
    service.answers = path -> answer;
  }

  public final void ask(Kind kind) {
    exchanges.whole.get(kind.with(parts.settings), body -> body.size() > 0, told::add);
  }

  public final void pass(double seconds) {
    parts.passMillis(Math.round(seconds * 1000));
  }

  /** When requests of a kind came, in seconds. */
  public final List<Double> seconds(Kind kind) {
    return service.to(kind).stream().map(FakeService.Seen::seconds).toList();
  }
}
