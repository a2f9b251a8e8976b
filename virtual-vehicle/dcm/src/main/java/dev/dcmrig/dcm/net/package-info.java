/** What a DCM speaks with the telematics service: HTTPS, MQTT over TLS, short messages. */
package dev.dcmrig.dcm.net;
