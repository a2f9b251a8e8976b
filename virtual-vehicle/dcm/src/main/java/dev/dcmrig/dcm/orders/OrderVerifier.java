// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dcmrig.dcm.core.DcmContext;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells authentic orders from others (docs/DCM-INTERFACE.md, 2.6): a JSON Web Signature in compact
 * form (RFC 7515 7.1) with EdDSA (RFC 8037). The highest sequence is kept over resets.
 */
public final class OrderVerifier {
  private static final int MAX_BYTES = 4_096;
  private static final String HIGHEST = "orders.highest";
  private static final String NEWEST = "orders.newest";
  private static final Set<String> FIELDS =
      Set.of("id", "vin", "sequence", "action", "issued", "expires");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Ids stand in JSON of the DCM's own. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** What was found. */
  public record Finding(OrderVerdict verdict, @Nullable Order order) {}

  private final DcmContext dcm;
  private final OrderRules rules;
  private final PublicKey key;

  /**
   * @param key Ed25519
   */
  public OrderVerifier(DcmContext dcm, OrderRules rules, PublicKey key) {
    this.dcm = dcm;
    this.rules = rules;
    this.key = key;
  }

  /**
   * Looks at a payload; an authentic one counts from now on.
   *
   * @param actions that are possible where it came from
   */
  public Finding verify(byte[] payload, List<String> actions) {
    return look(read(payload, rules::isAuthentic), actions);
  }

  /** Looks at what stands in an answer of the service, as at a payload. */
  public Finding verifyAnswer(byte[] payload, List<String> actions) {
    return look(read(payload, rules::isAuthenticInAnswer), actions);
  }

  private Finding look(@Nullable Order order, List<String> actions) {
    if (order == null || !actions.contains(order.action())) {
      return new Finding(OrderVerdict.FORGED, null);
    }
    OrderVerdict verdict = judge(order);
    if (verdict == OrderVerdict.AUTHENTIC) {
      long highest = Math.max(highest(), order.sequence());
      dcm.memory().put(HIGHEST, Long.toString(highest));
      dcm.memory().put(NEWEST, order.name());
    }
    return new Finding(verdict, order);
  }

  /**
   * Whether a payload is the signed order of this vehicle that has this {@link Order#name()}; its
   * sequence and its time were looked at when it was accepted.
   */
  public boolean isNamed(byte[] payload, String name) {
    Order order = read(payload, rules::isAuthentic);
    return order != null && order.name().equals(name) && order.vin().equals(dcm.access().vin());
  }

  private OrderVerdict judge(Order order) {
    if (!rules.isForThisVehicle(order.vin(), dcm.access().vin())) {
      return OrderVerdict.FOR_ANOTHER_VEHICLE;
    }
    if (dcm.memory().get(NEWEST).filter(order.name()::equals).isPresent()) {
      return OrderVerdict.DUPLICATE;
    }
    if (!rules.isNew(order.sequence(), highest())) {
      return OrderVerdict.REPLAYED;
    }
    if (!rules.isInTime(order.expires(), dcm.timeline().now())) {
      return OrderVerdict.EXPIRED;
    }
    return OrderVerdict.AUTHENTIC;
  }

  private long highest() {
    return dcm.memory().get(HIGHEST).map(Long::parseLong).orElse(0L);
  }

  /** The order of a payload that is well-formed and signed; null otherwise. */
  private @Nullable Order read(byte[] payload, Predicate<Boolean> isAuthentic) {
    if (payload.length > MAX_BYTES) {
      return null;
    }
    CompactJws jws = CompactJws.parse(payload);
    if (jws == null || !isOurs(jws.header())) {
      return null;
    }
    if (!isAuthentic.test(jws.isSignedBy(key))) {
      return null;
    }
    return order(jws.content());
  }

  private static boolean isOurs(byte[] header) {
    JsonNode read = json(header);
    return read != null
        && read.size() == 2
        && read.path("alg").asText().equals("EdDSA")
        && read.path("typ").asText().equals("dcmrig+jws");
  }

  private static @Nullable JsonNode json(byte[] bytes) {
    try {
      JsonNode node = JSON.readTree(bytes);
      return node != null && node.isObject() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      // Bytes that are no UTF-8.
      return null;
    }
  }

  private static @Nullable Order order(byte[] body) {
    JsonNode read = json(body);
    if (read == null
        || read.size() != FIELDS.size()
        || !ID.matcher(read.path("id").asText()).matches()) {
      return null;
    }
    for (String field : FIELDS) {
      boolean number = field.equals("sequence");
      JsonNode value = read.path(field);
      if (number ? !value.canConvertToLong() || !value.isIntegralNumber() : !value.isTextual()) {
        return null;
      }
    }
    try {
      return new Order(
          read.path("id").asText(),
          read.path("vin").asText(),
          read.path("sequence").asLong(),
          read.path("action").asText(),
          Instant.parse(read.path("issued").asText()),
          Instant.parse(read.path("expires").asText()));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
