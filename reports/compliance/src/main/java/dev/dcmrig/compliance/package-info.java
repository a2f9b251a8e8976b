/**
 * A run folder becomes {@code requirements.json}, {@code junit.xml} and {@code report.html}, from
 * nothing but what is on disk: offline, on old runs, and on runs that were cut short.
 */
package dev.dcmrig.compliance;
