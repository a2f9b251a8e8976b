/**
 * The EmergencyCallData.Control document of RFC 8147: acknowledgement of data and requests for it.
 */
package dev.dcmrig.ecall.control;
