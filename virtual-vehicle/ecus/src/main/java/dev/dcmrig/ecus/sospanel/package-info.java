/** The panel with the SOS button. */
package dev.dcmrig.ecus.sospanel;
