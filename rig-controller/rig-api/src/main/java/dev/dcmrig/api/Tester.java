// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.api.Faults.Item;
import java.time.Duration;
import java.util.List;

/**
 * A workshop's tester on the car's bus (UDS over ISO-TP). Messages are hexadecimal digits: {@code
 * "1902FF"}. What they mean is for whoever judges.
 */
public interface Tester {

  /**
   * Asks an ECU of the car. Requests go out one after the other, each when the one before is over.
   *
   * @param ecu as the car's data call it: {@code "dcm"}
   * @throws BenchBroken when they name no such ECU
   */
  void ask(String ecu, String request);

  /** Requests that are over, in the order in which they were sent. */
  List<Exchange> exchanges();

  /**
   * When somebody else, such as the DCM, has asked an ECU: the first frame of each request, as it
   * was on the bus. The oldest first, and at most the first 10,000.
   *
   * @throws BenchBroken when the car's data name no such ECU
   */
  List<Duration> askedByOthers(String ecu);

  /**
   * The trouble code that the DCM has for a fault, six digits.
   *
   * @throws BenchBroken when the car's data have none
   */
  String troubleCode(Item item);

  /**
   * What the car's data say that an ECU tells of itself.
   *
   * @param identifier four digits: {@code "F190"}
   * @throws BenchBroken when the data have no such ECU or identifier
   */
  String identification(String ecu, String identifier);

  /**
   * The key for a seed of an ECU's first security level (ISO 14229-1, 10.4), as the car's data say.
   *
   * @param seed hexadecimal digits
   * @throws NotOnThisBench when this tester has no keys
   */
  default String key(String ecu, String seed) {
    throw new NotOnThisBench("this bench's tester has no key of the " + ecu);
  }

  /**
   * One request and what came back.
   *
   * @param sent when it was asked for
   * @param ended when the response was whole, or was given up
   * @param response its last response, refusals included; empty: none came
   */
  record Exchange(String ecu, Duration sent, Duration ended, String request, String response) {}
}
