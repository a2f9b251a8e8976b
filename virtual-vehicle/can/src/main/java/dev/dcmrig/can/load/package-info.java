/** How busy a bus is, and with what. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.load;
