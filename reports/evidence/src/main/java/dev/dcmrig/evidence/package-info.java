/** The append-only run folder: what happened, in a form that nobody changes afterwards. */
package dev.dcmrig.evidence;
