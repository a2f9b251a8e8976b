// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.hawkbit;

import dev.dcmrig.sim.settings.Key;

/**
 * Where a hawkBit is. The password comes from the environment: a bench file becomes evidence.
 *
 * @param url {@code http://HOST:PORT}
 * @param tenant first part of each path of its DDI API
 * @param user of its management API
 */
public record HawkbitOptions(
    @Key("Where it is, without a path: http://127.0.0.1:8080.") String url,
    @Key(value = "Its tenant.", fallback = "DEFAULT") String tenant,
    @Key(
            value =
                "User of its management API. The password is in the environment variable"
                    + " RIG_HAWKBIT_PASSWORD.",
            fallback = "admin")
        String user) {

  public HawkbitOptions {
    // Links in its documents begin so, and are led back through the radio link.
    if (!url.matches("http://[A-Za-z0-9.-]{1,200}:[0-9]{1,5}")) {
      throw new IllegalArgumentException("is not http://HOST:PORT, and no more: '" + url + "'");
    }
    if (!tenant.matches("[A-Za-z0-9_-]{1,40}")) {
      throw new IllegalArgumentException("'" + tenant + "' is no tenant");
    }
  }
}
