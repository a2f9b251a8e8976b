/** Verticles that host vehicles: many in one process, commanded over the event bus. */
package dev.dcmrig.host;
