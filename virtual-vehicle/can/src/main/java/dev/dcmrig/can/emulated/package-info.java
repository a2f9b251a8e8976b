/**
 * A CAN bus in memory that behaves as wires and controllers do: arbitration, exact frame times,
 * acknowledgement, error counters and injected errors.
 */
package dev.dcmrig.can.emulated;
