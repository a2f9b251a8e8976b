/** A run of the suite: which scenarios, in which order, with which verdicts. */
package dev.dcmrig.app.suite;
