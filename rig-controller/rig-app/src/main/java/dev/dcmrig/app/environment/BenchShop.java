// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dcmrig.api.ServiceApi;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.telematics.TelematicsRules;
import dev.dcmrig.telematics.domain.TelematicsModel;
import dev.dcmrig.telematics.http.RequestLimit;
import dev.dcmrig.telematics.http.Router;
import dev.dcmrig.telematics.http.Routes;
import dev.dcmrig.telematics.http.TelematicsServer;
import dev.dcmrig.telematics.mail.MailServer;
import dev.dcmrig.telematics.mail.MailServers;
import dev.dcmrig.telematics.mail.SmtpMailer;
import dev.dcmrig.telematics.payments.StubPaymentProvider;
import dev.dcmrig.telematics.subscriptions.Packages;
import dev.dcmrig.telematics.subscriptions.SubscriptionApi;
import dev.dcmrig.telematics.subscriptions.SubscriptionService;

/** Subscriptions, payments and mail of one environment. */
final class BenchShop {
  /** From here on a status says that the same request may succeed later (RFC 9110 15.6). */
  private static final int SERVER_ERROR = 500;

  private final MailServers mailServers;
  private final TelematicsRules rules;
  private final MailServer mailServer;
  private final SmtpMailer mailer;
  private final StubPaymentProvider provider;
  private final SubscriptionService subscriptions;

  BenchShop(
      Timeline timeline,
      TelematicsServer server,
      MailServers mailServers,
      Packages packages,
      TelematicsRules rules) {
    this.mailServers = mailServers;
    this.rules = rules;
    mailServer = mailServers.take();
    mailer = new SmtpMailer(timeline, mailServer);
    ServiceApi api = server.api(timeline);
    provider =
        new StubPaymentProvider(
            timeline,
            (payment, outcome) ->
                api.request(
                            ServiceApi.Role.PAYMENT_PROVIDER,
                            "POST",
                            "/v1/payments/" + payment + "/result",
                            JsonNodeFactory.instance
                                .objectNode()
                                .put("outcome", outcome)
                                .toString())
                        .status()
                    < SERVER_ERROR);
    subscriptions = new SubscriptionService(timeline, packages, mailer, provider, rules, rules);
  }

  Router router(Timeline timeline, TelematicsModel model) {
    Routes routes = new Routes();
    model.routes(routes, rules, rules);
    new SubscriptionApi(subscriptions, provider, rules).routes(routes);
    return new Router(routes, model, new RequestLimit(timeline));
  }

  SubscriptionService subscriptions() {
    return subscriptions;
  }

  SmtpMailer mailer() {
    return mailer;
  }

  StubPaymentProvider provider() {
    return provider;
  }

  void close() {
    mailServers.giveBack(mailServer);
  }
}
