/** The radio link: everything between DCM and network passes through it. */
package dev.dcmrig.world.link;
