/** The emulated drivers of the instruments that steps see through {@code rig-api}. */
package dev.dcmrig.bench.drivers;
