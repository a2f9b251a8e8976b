// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.http.HttpAnswer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the DCM tells the update server, beside its polls. */
final class Reports {
  private final DcmContext dcm;
  private final OtaSettings settings;
  private final DdiClient client;
  private final FirmwareVersions versions;
  private final EcuVersions ecus;
  private @Nullable UpdateServer server;

  /** Whether the server was not told what runs here when it was to be. */
  private boolean versionsLost;

  Reports(DcmContext dcm, OtaSettings settings, DdiClient client, FirmwareVersions versions) {
    this.dcm = dcm;
    this.settings = settings;
    this.client = client;
    this.versions = versions;
    this.ecus = new EcuVersions(dcm.memory());
  }

  void server(UpdateServer named) {
    server = named;
  }

  /** What is told of ECUs behind the DCM. */
  EcuVersions ecus() {
    return ecus;
  }

  /** The controller's own resource; empty without a server. */
  String controller() {
    UpdateServer known = server;
    return known == null ? "" : known.controller(dcm.access().vin());
  }

  /** What runs here now. */
  void versions() {
    client.send(
        "PUT",
        controller() + "/configData",
        Feedback.attributes(dcm.access().vin(), versions, ecus.all()),
        settings.tries(),
        new DdiClient.Outcome() {
          @Override
          public void answered(HttpAnswer answer) {
            versionsLost = false;
          }

          @Override
          public void lost() {
            versionsLost = true;
          }
        });
  }

  /**
   * A step of an action; may be lost.
   *
   * @param details for people; empty ones are left out
   */
  void report(String action, String execution, String finished, String... details) {
    client.send(
        "POST",
        path(action),
        Feedback.of(dcm.timeline().now(), action, execution, finished, said(details)),
        settings.tries(),
        answer -> {});
  }

  private static List<String> said(String... details) {
    return Arrays.stream(details).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * The result of an action; tried until the server has answered.
   *
   * @param lost there is no room for it now, or its answer was too long: to be told again
   */
  void result(String action, boolean success, List<String> details, Runnable told, Runnable lost) {
    client.send(
        "POST",
        path(action),
        Feedback.of(
            dcm.timeline().now(), action, "closed", success ? "success" : "failure", details),
        DdiClient.UNBOUNDED,
        new DdiClient.Outcome() {
          @Override
          public void answered(HttpAnswer answer) {
            if (versionsLost) {
              // They were given up while the server was out of reach; now it is not.
              versions();
            }
            told.run();
          }

          @Override
          public void lost() {
            lost.run();
          }
        });
  }

  /** A cancellation is carried out, or it comes too late. */
  void cancelled(String id, boolean stopped, Runnable lost) {
    client.send(
        "POST",
        controller() + "/cancelAction/" + id + "/feedback",
        Feedback.of(
            dcm.timeline().now(),
            id,
            stopped ? "closed" : "rejected",
            stopped ? "success" : "none",
            List.of(stopped ? "given up" : "the new firmware is in place already")),
        settings.tries(),
        new DdiClient.Outcome() {
          @Override
          public void answered(HttpAnswer answer) {}

          @Override
          public void lost() {
            lost.run();
          }
        });
  }

  /** What the user says to a deployment that has to be confirmed. */
  void confirmation(String action, boolean confirmed) {
    client.send(
        "POST",
        controller() + "/confirmationBase/" + action + "/feedback",
        Feedback.confirmation(
            confirmed ? "confirmed" : "denied",
            confirmed ? "accepted by the user" : "declined by the user"),
        settings.tries(),
        answer -> {});
  }

  private String path(String action) {
    return controller() + "/deploymentBase/" + action + "/feedback";
  }
}
