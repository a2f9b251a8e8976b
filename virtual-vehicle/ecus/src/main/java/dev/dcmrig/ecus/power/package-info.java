/** The main battery and the ECU that measures it. */
package dev.dcmrig.ecus.power;
