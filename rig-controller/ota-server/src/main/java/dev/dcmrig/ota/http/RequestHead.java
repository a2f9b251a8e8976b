// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a request says before its body, whichever way it came. */
public interface RequestHead {
  /** In capitals. */
  String method();

  /** The first field of this name, in whatever letters it was written; null if there is none. */
  @Nullable String field(String name);

  /** A parameter of the query; null if there is none. */
  @Nullable String parameter(String name);

  /** Where the client believes to be, for links: {@code http://HOST:PORT}. */
  String address();

  /** The session, if it came by TLS that ends here. */
  @Nullable SSLSession tls();
}
