// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request from the server's own process, without a socket. Does not simulate:
 * queries.
 *
 * @param fields by their names, in whatever letters
 */
public record ProcessHead(String method, String address, Map<String, String> fields)
    implements RequestHead {
  public ProcessHead {
    TreeMap<String, String> anyLetters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyLetters.putAll(fields);
    fields = anyLetters;
  }

  @Override
  public @Nullable String field(String name) {
    return fields.get(name);
  }

  @Override
  public @Nullable String parameter(String name) {
    return null;
  }

  @Override
  public @Nullable SSLSession tls() {
    return null;
  }
}
