/** Bodies of several parts (RFC 2046 multipart) as SIP carries them. */
package dev.dcmrig.ecall.mime;
