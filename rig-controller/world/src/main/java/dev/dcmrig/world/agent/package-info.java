/** The person who takes emergency calls, by a script. */
package dev.dcmrig.world.agent;
