// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.evidence.network.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what no evidence may hold, byte for byte, so that lengths stay true: the signature of a
 * JSON Web Signature (RFC 7515 7.1), and credentials of an Authorization header (RFC 9110 11.6.2).
 * A signature's key differs from run to run, so it could not be in a reproducible digest either.
 */
final class Secrets {
  /** Header and payload stay, the third part goes. */
  private static final Pattern SIGNATURE =
      Pattern.compile("eyJ[A-Za-z0-9_-]+=*\\.[A-Za-z0-9_-]+=*\\.([A-Za-z0-9_-]+=*)");

  private static final Pattern CREDENTIALS =
      Pattern.compile("(?im)^authorization:[ \\t]*([^\\r\\n]+)");

  private Secrets() {}

  static byte[] masked(Protocol protocol, byte[] message) {
    if (protocol != Protocol.HTTP && protocol != Protocol.MQTT) {
      return message;
    }
    // One char a byte, so that a position in the text is one in the bytes.
    String text = new String(message, StandardCharsets.ISO_8859_1);
    byte[] shown = message;
    if (text.contains("eyJ")) {
      shown = mask(SIGNATURE.matcher(text), shown);
    }
    if (protocol == Protocol.HTTP) {
      shown = mask(CREDENTIALS.matcher(text), shown);
    }
    return shown;
  }

  private static byte[] mask(Matcher matcher, byte[] shown) {
    byte[] masked = shown;
    while (matcher.find()) {
      masked = masked == shown ? shown.clone() : masked;
      for (int at = matcher.start(1); at < matcher.end(1); at++) {
        masked[at] = '*';
      }
    }
    return masked;
  }
}
