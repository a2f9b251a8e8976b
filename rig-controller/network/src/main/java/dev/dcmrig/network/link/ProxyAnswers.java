// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.RadioLink.ProxyAnswer;
import dev.dcmrig.api.RadioLink.ProxyRequest;
import dev.dcmrig.network.link.Flow.Service;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which requests the proxy answers in another way than usual. Asked on any thread. */
final class ProxyAnswers {
  /** Answers that wait for one kind of request. */
  private static final int MAX_ARMED = 1_000;

  private final Map<ProxyRequest, Deque<ProxyAnswer>> armed = new EnumMap<>(ProxyRequest.class);

  /** Behind those that wait already. */
  synchronized void arm(ProxyRequest request, ProxyAnswer answer, int times) {
    Deque<ProxyAnswer> waiting = armed.computeIfAbsent(request, key -> new ArrayDeque<>());
    if (times < 1 || times > MAX_ARMED - waiting.size()) {
      throw new IllegalArgumentException(
          "the proxy answers 1 to " + MAX_ARMED + " requests so, not " + times + ": " + answer);
    }
    waiting.addAll(Collections.nCopies(times, answer));
  }

  /** What a request meets; null when the proxy is well. */
  synchronized @Nullable ProxyAnswer next(ProxyRequest request) {
    Deque<ProxyAnswer> waiting = armed.get(request);
    return waiting == null ? null : waiting.poll();
  }

  static ProxyRequest of(Service service) {
    return switch (service) {
      case CENTRE, REGISTRAR -> ProxyRequest.CENTRE;
      case TELEMATICS, UPDATES -> ProxyRequest.SERVICE;
      case BROKER -> ProxyRequest.BROKER;
      case SMS -> ProxyRequest.SHORT_MESSAGES;
    };
  }
}
