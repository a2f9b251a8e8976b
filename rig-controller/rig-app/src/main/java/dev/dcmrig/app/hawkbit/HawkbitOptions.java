// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.hawkbit;

import dev.dcmrig.sim.settings.Key;
import java.net.URI;
import java.util.List;

/**
 * Where a hawkBit is. The password comes from the environment: a bench file becomes evidence.
 *
 * @param url without a path
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
    URI address = URI.create(url);
    if (address.getHost() == null
        || !List.of("http", "https").contains(String.valueOf(address.getScheme()))
        || !address.getRawPath().isEmpty()) {
      throw new IllegalArgumentException(
          "is not http://HOST:PORT or https://HOST:PORT: '" + url + "'");
    }
    if (!tenant.matches("[A-Za-z0-9_-]{1,40}")) {
      throw new IllegalArgumentException("'" + tenant + "' is no tenant");
    }
  }
}
