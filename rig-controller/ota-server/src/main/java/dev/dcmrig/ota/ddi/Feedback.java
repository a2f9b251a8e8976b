// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.ddi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.ota.core.Report;
import dev.dcmrig.ota.http.Bodies;
import dev.dcmrig.ota.http.HttpProblem;
import dev.dcmrig.ota.model.ActionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a device says of an action, read from the JSON of the DDI API. */
record Feedback(ActionEvent event, Report report) {
  private static final int MAX_DETAILS = 100;

  /** Of a deployment. */
  static Feedback ofDeployment(JsonNode body, long actionId) {
    expectId(body, actionId);
    JsonNode status = body.path("status");
    ActionEvent event =
        switch (Bodies.text(status, "execution")) {
          case "closed" -> closed(status, ActionEvent.SUCCEED, ActionEvent.FAIL);
          case "proceeding" -> ActionEvent.PROCEED;
          case "download" -> ActionEvent.DOWNLOAD;
          case "downloaded" -> ActionEvent.DOWNLOADED;
          case "scheduled", "resumed" -> ActionEvent.NOTE;
          case "canceled" -> ActionEvent.WITHDRAW;
          case "rejected" -> ActionEvent.FAIL;
          default -> throw unknown(status);
        };
    return new Feedback(event, report(status));
  }

  /** Of the wish to stop one. */
  static Feedback ofCancel(JsonNode body, long actionId) {
    expectId(body, actionId);
    JsonNode status = body.path("status");
    ActionEvent event =
        switch (Bodies.text(status, "execution")) {
          case "closed" -> closed(status, ActionEvent.CANCEL_DONE, ActionEvent.CANCEL_REFUSED);
          case "canceled" -> ActionEvent.CANCEL_DONE;
          case "rejected" -> ActionEvent.CANCEL_REFUSED;
          case "proceeding", "scheduled", "resumed", "download", "downloaded" -> ActionEvent.NOTE;
          default -> throw unknown(status);
        };
    return new Feedback(event, report(status));
  }

  /** Of the question whether the user agrees. */
  static Feedback ofConfirmation(JsonNode body) {
    ActionEvent event =
        switch (Bodies.text(body, "confirmation")) {
          case "confirmed" -> ActionEvent.CONFIRM;
          case "denied" -> ActionEvent.DECLINE;
          default ->
              throw new HttpProblem(400, "'confirmation' is neither 'confirmed' nor 'denied'");
        };
    return new Feedback(event, report(body));
  }

  private static ActionEvent closed(JsonNode status, ActionEvent success, ActionEvent failure) {
    return switch (Bodies.text(status.path("result"), "finished")) {
      case "success" -> success;
      case "failure" -> failure;
      // Success is what a target says, never what is made of its silence about it.
      default ->
          throw new HttpProblem(
              400, "'finished' of a closed action is 'success' or 'failure', nothing else");
    };
  }

  private static HttpProblem unknown(JsonNode status) {
    return new HttpProblem(
        400,
        "there is no execution '"
            + status.path("execution").asText()
            + "': closed, proceeding, canceled, scheduled, rejected, resumed, download,"
            + " downloaded");
  }

  /** The body may name the action, too, as a text or a number: then it is the one of the path. */
  private static void expectId(JsonNode body, long actionId) {
    JsonNode id = body.path("id");
    if (id.isMissingNode() || id.isNull()) {
      return;
    }
    boolean same =
        id.isIntegralNumber()
            ? id.canConvertToLong() && id.longValue() == actionId
            : id.isTextual() && id.textValue().equals(Long.toString(actionId));
    if (!same) {
      throw new HttpProblem(
          400, "the body is about action '" + id.asText() + "', the path about " + actionId);
    }
  }

  private static Report report(JsonNode node) {
    JsonNode progress = node.path("result").path("progress");
    List<String> details = new ArrayList<>();
    JsonNode lines = node.path("details");
    if (!lines.isMissingNode() && !lines.isNull() && !lines.isArray()) {
      throw new HttpProblem(400, "'details' is no list of texts");
    }
    for (JsonNode line : lines) {
      if (details.size() < MAX_DETAILS) {
        details.add(line.isTextual() ? line.textValue() : line.toString());
      }
    }
    return new Report(
        number(progress, "cnt"), number(progress, "of"), number(node, "code"), details);
  }

  private static @Nullable Integer number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return (int) Bodies.number(node, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
