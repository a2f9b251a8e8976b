/** How many bits a frame has on the wire, stuff bits included. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.bits;
