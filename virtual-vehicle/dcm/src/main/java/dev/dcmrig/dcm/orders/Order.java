package dev.dcmrig.dcm.orders;

import java.time.Instant;

/**
 * One order or command (docs/DCM-INTERFACE.md, 2.6).
 *
 * @param sequence grows with every order and command of a vehicle; from 1 on
 * @param action {@code start}, {@code end}; {@code lock}, {@code unlock}, {@code locate}
 */
public record Order(
    String id, String vin, long sequence, String action, Instant issued, Instant expires) {}
