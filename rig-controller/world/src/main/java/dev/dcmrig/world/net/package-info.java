/** Sockets whose bytes are counted while they are under way. */
package dev.dcmrig.world.net;
