package dev.dcmrig.api;

import java.time.Duration;
import java.util.List;

/** The network simulator between DCM and the world. */
public interface RadioLink {

  void coverage(Coverage coverage);

  /** One-way delay of each message. */
  void latency(Duration oneWay);

  /** Cuts every connection in the middle of the next message to the centre, after {@code bytes}. */
  void cutAfter(int bytes);

  /** Each try of the DCM to reach the emergency-assistance centre, in order of time. */
  List<Attempt> attempts();

  /** What else the DCM sent: HTTP requests, in order of time. */
  List<HttpExchange> http();

  /**
   * A try to place an emergency call, as the network saw it: from the request for a connection or,
   * on an open connection, from the INVITE.
   *
   * @param invited when its INVITE came out at the centre's side; null when none has
   * @param ended when it was refused, or its call was over; null while it goes on
   */
  record Attempt(
      Duration started,
      @org.jspecify.annotations.Nullable Duration invited,
      @org.jspecify.annotations.Nullable Duration ended,
      boolean connected) {}

  /** One HTTP request of the DCM and the status it was answered with; 0 without an answer. */
  record HttpExchange(Duration at, String method, String path, String requestBody, int status) {}

  /** What the DCM's modem receives. */
  enum Coverage {
    GOOD,
    /** Slow, and one datagram in five is lost. */
    WEAK,
    NONE
  }
}
