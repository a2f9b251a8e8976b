/** The CAN driver on a real kernel's sockets, beside the drivers of others. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.benchmarks.can;
