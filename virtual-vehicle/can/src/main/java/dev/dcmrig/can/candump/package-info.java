/** Frames, logs and filters as the tools of can-utils write them. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.candump;
