/**
 * Time, holds and seeds of one bench. Everything that happens on a bench happens on the thread of
 * its {@link dev.dcmrig.sim.Timeline}.
 */
package dev.dcmrig.sim;
