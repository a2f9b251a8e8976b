/** The body ECU: ignition switch and doors. */
package dev.dcmrig.ecus.body;
