/** Tracking of a stolen vehicle (SVT). */
package dev.dcmrig.dcm.svt;
