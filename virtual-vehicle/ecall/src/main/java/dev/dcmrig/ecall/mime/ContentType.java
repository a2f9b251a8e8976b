// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

/**
 * Value of a Content-Type or Content-Disposition header (RFC 2045 5.1, RFC 2183 2).
 *
 * @param type for instance {@code multipart/mixed}, as written; compared without case
 * @param parameters names in small letters, values without quotes, in their order
 */
public record ContentType(String type, Map<String, String> parameters) {
  private static final int MAX_PARAMETERS = 16;
  private static final String TOKEN = "[A-Za-z0-9!#$&^_.+*'`|~%-]+";
  private static final Pattern TYPE = Pattern.compile(TOKEN + "\\s*/\\s*" + TOKEN);
  private static final Pattern DISPOSITION = Pattern.compile(TOKEN);

  public ContentType {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * @throws MimeException when this is no {@code type/subtype} with parameters
   */
  public static ContentType parse(String value) throws MimeException {
    return parse(value, TYPE, "is no content type: type/subtype expected");
  }

  /**
   * @throws MimeException when this is no word with parameters
   */
  static ContentType disposition(String value) throws MimeException {
    return parse(value, DISPOSITION, "is no disposition: a word expected");
  }

  private static ContentType parse(String value, Pattern form, String otherwise)
      throws MimeException {
    RawBody body;
    try {
      ByteSequence field = ContentUtil.encode(StandardCharsets.UTF_8, "f: " + value);
      RawField raw = RawFieldParser.DEFAULT.parseField(field);
      body = RawFieldParser.DEFAULT.parseRawBody(raw);
    } catch (org.apache.james.mime4j.MimeException e) {
      throw new MimeException("'" + value + "' " + otherwise);
    }
    String type = body.getValue() == null ? "" : body.getValue();
    if (!form.matcher(type).matches()) {
      throw new MimeException("'" + value + "' " + otherwise);
    }
    if (body.getParams().size() > MAX_PARAMETERS) {
      throw new MimeException("a content type with more than " + MAX_PARAMETERS + " parameters");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (NameValuePair each : body.getParams()) {
      String parameter = each.getValue() == null ? "" : each.getValue();
      // The first of two of a name counts.
      parameters.putIfAbsent(each.getName().toLowerCase(Locale.ROOT), parameter);
    }
    return new ContentType(type.replaceAll("\\s", ""), parameters);
  }

  /** Whether this is the type given, parameters and case aside. */
  public boolean is(String otherType) {
    return type.equalsIgnoreCase(otherType);
  }

  public boolean isMultipart() {
    return type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
  }
}
