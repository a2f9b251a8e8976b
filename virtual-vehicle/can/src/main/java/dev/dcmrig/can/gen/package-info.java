/** Made-up traffic: frames from a seed, counting frames, fixed ones. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.gen;
