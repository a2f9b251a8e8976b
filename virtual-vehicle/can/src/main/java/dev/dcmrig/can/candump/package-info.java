/** Frames as the tools of can-utils write them: on the console, in logs, on the command line. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.candump;
