/** TLS without sockets, threads or time: bytes in, bytes out. */
package dev.dcmrig.sim.tls;
