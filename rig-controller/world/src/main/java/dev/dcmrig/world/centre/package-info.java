/** The emergency-assistance centre: a SIP user agent with voice, on Vert.x. */
package dev.dcmrig.world.centre;
