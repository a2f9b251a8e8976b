/**
 * The emulated DCM in a process of its own: docs/DCM-INTERFACE.md, section 0, from the DCM's side.
 */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.app.dcm;
