/** Frames and the port through which everything on a bench sends and receives them. */
package dev.dcmrig.can;
