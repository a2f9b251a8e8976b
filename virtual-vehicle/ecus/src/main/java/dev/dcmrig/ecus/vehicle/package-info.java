/** A whole vehicle: its ECUs, its main battery, and what happens to it. */
package dev.dcmrig.ecus.vehicle;
