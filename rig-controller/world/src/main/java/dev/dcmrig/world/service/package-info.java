/** The telematics service behind its HTTP edge: routes, roles, and what it knows of vehicles. */
package dev.dcmrig.world.service;
