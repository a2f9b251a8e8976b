// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.ddi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.ota.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The links that a device is given. */
final class Links {
  private final String base;
  private final boolean plain;

  Links(DdiSettings settings, Call call, String controllerId) {
    String address = settings.publicAddress();
    if (address == null) {
      address = call.head().address();
    }
    this.plain = address.startsWith("http:");
    this.base = address + "/" + settings.tenant() + "/controller/v1/" + escaped(controllerId);
  }

  /** Puts a link into {@code _links}. */
  void put(ObjectNode links, String name, String path) {
    links.putObject(name).put("href", base + path);
  }

  /** The links of a file. Clients look for the ones of their transport. */
  void putFile(ObjectNode links, long moduleId, String filename) {
    String path = "/softwaremodules/" + moduleId + "/artifacts/" + escaped(filename);
    put(links, "download", path);
    put(links, "md5sum", path + ".MD5SUM");
    if (plain) {
      put(links, "download-http", path);
      put(links, "md5sum-http", path + ".MD5SUM");
    }
  }

  private static String escaped(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
