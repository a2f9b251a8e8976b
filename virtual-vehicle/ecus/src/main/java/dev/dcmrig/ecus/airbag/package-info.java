/** The airbag ECU: deployment, impact level, occupied seats. */
package dev.dcmrig.ecus.airbag;
