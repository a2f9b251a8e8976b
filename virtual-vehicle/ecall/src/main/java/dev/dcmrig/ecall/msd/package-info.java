/**
 * The minimum set of data of an emergency call (EN 15722, version 2): what a vehicle says about
 * itself, and its unaligned PER encoding.
 */
package dev.dcmrig.ecall.msd;
