/** A bench file becomes a bound bench: a car, a DCM, instruments and the world outside. */
package dev.dcmrig.bench;
