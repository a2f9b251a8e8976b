/** The chassis ECU: speed, selector lever, parking lock. */
package dev.dcmrig.ecus.chassis;
