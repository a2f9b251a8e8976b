/** Binds the emulated DCM and the world outside to a bench. */
package dev.dcmrig.app.bench;
