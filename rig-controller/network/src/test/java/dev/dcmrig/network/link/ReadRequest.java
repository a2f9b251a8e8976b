// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.network.wire.HttpMessage;
import dev.dcmrig.network.wire.HttpRefusal;
import dev.dcmrig.network.wire.HttpRequests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request as the link reads it. */
final class ReadRequest {
  private ReadRequest() {}

  /** The one request of a text. */
  static HttpMessage of(String text) {
    List<HttpMessage> read = new ArrayList<>();
    new HttpRequests(
            new HttpRequests.Listener() {
              @Override
              public void request(HttpMessage request) {
                read.add(request);
              }

              @Override
              public void refused(HttpRefusal refusal) {
                throw new AssertionError(refusal.why());
              }

              @Override
              public void asksWhetherToContinue() {}
            })
        .read(text.getBytes(StandardCharsets.ISO_8859_1));
    return read.get(0);
  }
}
