/** The tools of {@code rig can}: one file a tool; what they share is in {@link CanSession}. */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.app.cli.can;
