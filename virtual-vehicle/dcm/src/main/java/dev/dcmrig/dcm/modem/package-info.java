/** The way into the mobile network: a SOCKS5 proxy (RFC 1928). */
package dev.dcmrig.dcm.modem;
