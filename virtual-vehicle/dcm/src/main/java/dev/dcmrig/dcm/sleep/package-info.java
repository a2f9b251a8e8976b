/** When the DCM sleeps, and what wakes it. */
package dev.dcmrig.dcm.sleep;
