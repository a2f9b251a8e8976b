// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import dev.dcmrig.telematics.http.BodyForm.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of every request that has one. {@code FormsTest} holds the fields, and what a DCM must
 * send, to the OpenAPI file. What a DCM sends is held to the interface (2.4) to the letter; for
 * people a missing field, or a value that makes no sense, has a reason of its own.
 */
final class Forms {
  /** Nothing, or words with single dots between: an owner's default address begins with it. */
  private static final Pattern OWNER =
      Pattern.compile("(?!.{65})([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)?");

  /** A dot-atom at a host (RFC 5321, 4.1.2), of fewer letters than the standard lets through. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?=[^@]{1,64}@.{1,128}$)[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*"
              + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final Map<String, BodyForm> ALL = new HashMap<>();

  static {
    dcm();
    people();
    shop();
  }

  private Forms() {}

  /** The form of a route; null for one that nobody has described. */
  static @Nullable BodyForm of(String method, String template) {
    return ALL.get(method + " " + template);
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile(alternatives);
  }

  private static BodyForm form() {
    return new BodyForm();
  }

  private static void ofVehicle(String method, String rest, BodyForm form) {
    ALL.put(method + " /v1/vehicles/{vin}/" + rest, form);
  }

  private static void dcm() {
    ofVehicle(
        "POST",
        "telemetry",
        form()
            .required("sequence", Kind.COUNT)
            .required("timestamp", Kind.INSTANT)
            .required("speedKmh", Kind.NUMBER)
            .required("batteryVolts", Kind.NUMBER));
    ofVehicle(
        "POST",
        "emergency-events",
        form()
            .required("incident", Kind.COUNT)
            .required("kind", words("sos|acn"))
            .required("state", words("triggered|connected|ended|given-up"))
            .required("attempt", Kind.COUNT)
            .required("timestamp", Kind.INSTANT));
    ofVehicle(
        "POST",
        "positions",
        form()
            .required("order", Kind.TEXT)
            .required("sequence", Kind.COUNT)
            .required("timestamp", Kind.INSTANT)
            .required("batteryVolts", Kind.NUMBER)
            .required("position", Kind.POSITION));
    ofVehicle(
        "POST",
        "order-acknowledgements",
        form()
            .required("order", Kind.TEXT)
            .required("action", words("start|end"))
            .required("result", words("accepted|refused"))
            .required("timestamp", Kind.INSTANT)
            .optional("reason", Kind.TEXT));
    ofVehicle(
        "POST",
        "command-results",
        form()
            .required("command", Kind.TEXT)
            .required("action", words("lock|unlock|locate"))
            .required("result", words("done|refused"))
            .required("timestamp", Kind.INSTANT)
            .optional("reason", Kind.TEXT)
            .optional("position", Kind.POSITION));
    ofVehicle(
        "POST",
        "security-events",
        form()
            .required("kind", words("order-(forged|replayed|expired|not-for-this-vehicle)"))
            .required("timestamp", Kind.INSTANT));
  }

  private static void people() {
    ALL.put(
        "POST /v1/tracking-requests",
        form()
            .optional("policeReport", Kind.TEXT)
            .optional("vin", Kind.TEXT)
            .optional("registration", Kind.TEXT)
            .optional("requestedBy", words("owner|police")));
    ALL.put("POST /v1/tracking-requests/{id}/end", form().optional("requestedBy", Kind.TEXT));
    ofVehicle("POST", "commands", form().optional("action", Kind.TEXT));
    ofVehicle("POST", "reactivation", form().optional("step", Kind.TEXT));
    ofVehicle("PUT", "data-connectivity", form().optional("dataConnectivity", Kind.TEXT));
    ofVehicle("PUT", "emergency-call", form().optional("enabled", Kind.FLAG));
    ofVehicle("PUT", "ownership", form().optional("owner", OWNER).optional("email", EMAIL));
    ofVehicle("PUT", "subscriptions", form().optional("active", Kind.FLAG));
    ALL.put("POST /v1/owners/{owner}/vehicles", form().optional("vin", Kind.TEXT));
  }

  private static void shop() {
    ofVehicle(
        "POST",
        "subscriptions",
        form()
            .optional("product", Kind.TEXT)
            .optional("kind", Kind.TEXT)
            .optional("paymentMethod", Kind.TEXT));
    ofVehicle("POST", "subscriptions/{product}/cancel", BodyForm.EMPTY);
    ofVehicle("POST", "subscriptions/{product}/reactivate", BodyForm.EMPTY);
    ofVehicle("PUT", "subscriptions/{product}/auto-renewal", form().optional("enabled", Kind.FLAG));
    ofVehicle(
        "PUT",
        "delivery",
        form()
            .optional("firstDelivery", Kind.TEXT)
            .optional("package", Kind.TEXT)
            .optional("timeZone", Kind.TEXT)
            .optional("dcm", Kind.TEXT));
    BodyForm card =
        form()
            .optional("number", Kind.TEXT)
            .optional("expiry", Kind.TEXT)
            .optional("holder", Kind.TEXT);
    ALL.put("POST /v1/owners/{owner}/payment-methods", card);
    ALL.put("PUT /v1/owners/{owner}/payment-methods/{id}", card);
    ALL.put("PUT /v1/owners/{owner}/notices", form().optional("push", Kind.FLAG));
    ALL.put("POST /v1/payments/{id}/result", form().optional("outcome", Kind.TEXT));
  }
}
