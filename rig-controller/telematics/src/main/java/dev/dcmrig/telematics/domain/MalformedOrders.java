// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.OrderTricks.Trick;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Orders that are signed by the right key and break one rule of their form each, and the longest
 * that breaks none (docs/DCM-INTERFACE.md, 2.6).
 */
final class MalformedOrders {
  private static final int LONGEST = 4_096;
  private static final int LONGEST_ID = 64;
  private static final int SIGNATURE = 64;

  /** Letters come by one or two for a byte, so two parts can have any length. */
  private static final int BLANKS_BEFORE_HEADER = 4;

  private static final String TYP = "dcmrig+jws";
  private static final String EDDSA = "EdDSA";

  private final OrderSigner signer;

  MalformedOrders(OrderSigner signer) {
    this.signer = signer;
  }

  /**
   * The order with one fault.
   *
   * @param claims of an authentic order; changed here
   * @throws BenchBroken when the fault is none of an order's form
   */
  String of(Trick trick, ObjectNode claims) {
    return switch (trick) {
      case OF_4096_BYTES -> ofLength(claims, LONGEST);
      case OF_4097_BYTES -> ofLength(claims, LONGEST + 1);
      case OF_TWO_PARTS -> text(claims);
      case OF_FOUR_PARTS -> good(claims) + "." + OrderSigner.part("more");
      case WITH_PADDING -> padded(claims);
      case WITH_SPARE_BITS -> withSpareBits(good(claims));
      case WITH_A_SHORT_SIGNATURE -> signature(claims, -1);
      case WITH_A_LONG_SIGNATURE -> signature(claims, 1);
      default -> ofFields(trick, claims);
    };
  }

  private String ofFields(Trick trick, ObjectNode claims) {
    return switch (trick) {
      case WITH_ANOTHER_TYP -> headed(header(EDDSA, "JWT"), claims);
      case WITH_ANOTHER_ALG -> headed(header("HS256", TYP), claims);
      case WITHOUT_TYP -> headed(JsonNodeFactory.instance.objectNode().put("alg", EDDSA), claims);
      case WITH_A_FURTHER_HEADER_FIELD -> headed(header(EDDSA, TYP).put("kid", "1"), claims);
      case WITH_A_FURTHER_FIELD -> good(claims.put("priority", "high"));
      case WITHOUT_ITS_ISSUE -> good(claims.without("issued"));
      case WITH_ITS_SEQUENCE_AS_TEXT ->
          good(claims.put("sequence", claims.path("sequence").asText()));
      case WITH_HALF_A_SEQUENCE ->
          good(claims.put("sequence", claims.path("sequence").asInt() + 0.5));
      case WITH_A_NUMBER_AS_ID -> good(claims.put("id", 7));
      case WITHOUT_LETTERS_IN_ITS_ID -> good(claims.put("id", ""));
      case WITH_A_LONG_ID -> good(claims.put("id", "X".repeat(LONGEST_ID + 1)));
      case WITH_A_BLANK_IN_ITS_ID -> good(claims.put("id", "TR X"));
      case WITH_A_DAY_AS_ITS_END -> good(claims.put("expires", "2099-12-31"));
      default -> ofText(trick, claims.toString());
    };
  }

  private String ofText(Trick trick, String claims) {
    return switch (trick) {
      case WITH_A_FIELD_TWICE ->
          compact(claims.substring(0, claims.length() - 1) + ",\"id\":\"TR-X\"}");
      case WITH_WORDS_BEHIND -> compact(claims + " {}");
      case IN_A_LIST -> compact("[" + claims + "]");
      case WITH_A_BROKEN_LETTER -> broken(claims);
      default -> throw new BenchBroken(trick + " is no fault of an order's form");
    };
  }

  private String good(ObjectNode claims) {
    return compact(claims.toString());
  }

  private String compact(String content) {
    return signer.compact(OrderSigner.HEADER, content);
  }

  private String headed(ObjectNode header, ObjectNode claims) {
    return signer.compact(header.toString(), claims.toString());
  }

  private static ObjectNode header(String algorithm, String type) {
    return JsonNodeFactory.instance.objectNode().put("alg", algorithm).put("typ", type);
  }

  /** What a signature is made of. */
  private static String text(ObjectNode claims) {
    return OrderSigner.part(OrderSigner.HEADER) + "." + OrderSigner.part(claims.toString());
  }

  /** Blanks in its JSON make it exactly as long as that. */
  private String ofLength(ObjectNode claims, int bytes) {
    String content = claims.toString();
    for (int before = 0; before < BLANKS_BEFORE_HEADER; before++) {
      String header = " ".repeat(before) + OrderSigner.HEADER;
      int blanks = 0;
      while (length(header.length(), content.length() + blanks) < bytes) {
        blanks++;
      }
      if (length(header.length(), content.length() + blanks) == bytes) {
        return signer.compact(header, " ".repeat(blanks) + content);
      }
    }
    throw new BenchBroken("an order can't be made exactly " + bytes + " bytes long");
  }

  /** Of a whole order in letters, from bytes of header and content. */
  private static int length(int header, int content) {
    return letters(header) + 1 + letters(content) + 1 + letters(SIGNATURE);
  }

  /** Base64 without padding. */
  private static int letters(int bytes) {
    return (4 * bytes + 2) / 3;
  }

  private String padded(ObjectNode claims) {
    String content = claims.toString();
    while (content.length() % 3 == 0) {
      content += " ";
    }
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return signer.signed(
        OrderSigner.part(OrderSigner.HEADER) + "." + Base64.getUrlEncoder().encodeToString(bytes));
  }

  /** The last letter of 64 bytes stands for two bits; its next letter has the same two. */
  private static String withSpareBits(String order) {
    int last = order.length() - 1;
    return order.substring(0, last) + (char) (order.charAt(last) + 1);
  }

  private String signature(ObjectNode claims, int longer) {
    String text = text(claims);
    byte[] signature = signer.signature(text);
    return text + "." + OrderSigner.part(Arrays.copyOf(signature, signature.length + longer));
  }

  private String broken(String claims) {
    byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
    bytes[claims.indexOf("TR-X")] = (byte) 0xFF;
    return signer.signed(OrderSigner.part(OrderSigner.HEADER) + "." + OrderSigner.part(bytes));
  }
}
