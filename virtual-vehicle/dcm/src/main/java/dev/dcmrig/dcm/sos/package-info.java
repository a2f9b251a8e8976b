/** The manual emergency call (SOS-01 to SOS-17). */
package dev.dcmrig.dcm.sos;
