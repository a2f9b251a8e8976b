/** The telematics service: WireMock at the edge, a model of the vehicle behind it. */
package dev.dcmrig.world.telematics;
