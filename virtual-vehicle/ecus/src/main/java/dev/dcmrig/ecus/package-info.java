/** What all ECUs around the DCM have in common: cyclic messages, supply, disturbances, failure. */
package dev.dcmrig.ecus;
