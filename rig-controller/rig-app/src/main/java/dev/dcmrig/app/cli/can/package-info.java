/**
 * The tools of {@code rig can}: one file a tool; those that move frames share {@link CanSession}.
 */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.app.cli.can;
