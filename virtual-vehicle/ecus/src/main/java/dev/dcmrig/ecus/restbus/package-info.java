/** Everything else that is on the bus. */
package dev.dcmrig.ecus.restbus;
