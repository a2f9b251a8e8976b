/** The tools of {@code rig can}: one file a tool; the interfaces that they use, too. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.app.cli.can;
