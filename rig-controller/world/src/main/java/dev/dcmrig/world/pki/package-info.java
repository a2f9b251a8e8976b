/** The certificates of a run, made by an authority of its own. */
package dev.dcmrig.world.pki;
