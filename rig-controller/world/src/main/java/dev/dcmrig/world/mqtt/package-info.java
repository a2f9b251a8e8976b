/** The service's MQTT broker: one of the rig's own, or a real one. */
package dev.dcmrig.world.mqtt;
