// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;
import java.util.TreeMap;

/** Long names of header fields, and the compact ones that stand for them (RFC 3261 7.3.3). */
final class HeaderNames {
  static final String VIA = "Via";
  static final String FROM = "From";
  static final String TO = "To";
  static final String CALL_ID = "Call-ID";
  static final String CSEQ = "CSeq";
  static final String CONTACT = "Contact";
  static final String CONTENT_TYPE = "Content-Type";
  static final String CONTENT_LENGTH = "Content-Length";
  static final String CONTENT_ENCODING = "Content-Encoding";
  static final String MAX_FORWARDS = "Max-Forwards";
  static final String RECORD_ROUTE = "Record-Route";
  static final String ROUTE = "Route";
  static final String REQUIRE = "Require";

  private static final Map<String, String> CANONICAL = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    for (String name :
        new String[] {
          VIA,
          FROM,
          TO,
          CALL_ID,
          CSEQ,
          CONTACT,
          CONTENT_TYPE,
          CONTENT_LENGTH,
          CONTENT_ENCODING,
          MAX_FORWARDS,
          RECORD_ROUTE,
          ROUTE,
          REQUIRE
        }) {
      CANONICAL.put(name, name);
    }
    CANONICAL.putAll(
        Map.of(
            "v",
            VIA,
            "f",
            FROM,
            "t",
            TO,
            "i",
            CALL_ID,
            "m",
            CONTACT,
            "c",
            CONTENT_TYPE,
            "l",
            CONTENT_LENGTH,
            "e",
            CONTENT_ENCODING,
            "s",
            "Subject",
            "k",
            "Supported"));
    CANONICAL.putAll(
        Map.of("o", "Event", "r", "Refer-To", "b", "Referred-By", "u", "Allow-Events"));
  }

  private HeaderNames() {}

  static String canonical(String name) {
    return CANONICAL.getOrDefault(name, name);
  }
}
