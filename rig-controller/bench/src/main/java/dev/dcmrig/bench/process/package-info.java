/** A DCM in a process of its own: docs/DCM-INTERFACE.md, section 0, from the rig's side. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.bench.process;
