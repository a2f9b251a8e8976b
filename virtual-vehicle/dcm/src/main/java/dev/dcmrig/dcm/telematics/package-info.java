/** Configuration, telemetry and notices over HTTP; never in the way of a call. */
package dev.dcmrig.dcm.telematics;
