// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.key.VerificationKey;
import dev.dcmrig.uptane.metadata.Target;
import java.time.Instant;

/**
 * What the factory has put into an ECU that verifies its software by itself (Uptane 2.1, 5.4.1).
 *
 * @param vehicle whose ECU it is
 * @param ecu its id
 * @param hardwareId the kind of ECU, which images are made for
 * @param directorRoot the director's first root metadata
 * @param key that signs its reports
 * @param timeServer whose time it believes
 * @param installed the software that it left the factory with
 * @param time when it left the factory: the latest time that it knows
 */
public record EcuTrust(
    String vehicle,
    String ecu,
    String hardwareId,
    byte[] directorRoot,
    SigningKey key,
    VerificationKey timeServer,
    Target installed,
    Instant time) {}
