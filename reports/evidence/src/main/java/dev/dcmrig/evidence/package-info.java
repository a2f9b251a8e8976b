// SPDX-License-Identifier: Apache-2.0
/**
 * The append-only run folder: what happened, in a form that nobody changes afterwards.
 *
 * <pre>
 *   run.json          options, seed, bench; on disk before the first scenario
 *   catalogue.json    the requirements
 *   inputs/           copies of what the run was configured by: bench, vehicle, DBC, DCM profile
 *   messages.ndjson   cucumber's messages (outside of the digest)
 *   scenarios/NAME/   one scenario; NAME is made of its location
 *     scenario.json   location, name, tags, epoch
 *     frames.dcmt     every frame ({@link dev.dcmrig.evidence.trace} draws the bytes)
 *     events.jsonl    steps, observations and readings, in the order of time
 *     network.jsonl   SIP, HTTP, RTP; network.pcap the same for Wireshark
 *     verdict.json    verdict, scenario digest, picture of the frames; written last
 *   result.json       evidence digest, verdicts; written by {@code finish}
 *   requirements.json, junit.xml, report.html   written by compliance, from the above
 *   manifest.json     every file's size and SHA-256; written by {@code seal}, last
 * </pre>
 *
 * Order of the end of a run: {@code finish}, the reports, {@code seal}. A folder without manifest,
 * or a scenario without verdict, is not whole, and nothing takes it for whole.
 *
 * <p>The evidence digest is the SHA-256 over the lines {@code location SP scenario-digest LF} in
 * the order of feature file, then line. A scenario digest is the SHA-256 over these lines, each
 * ended by LF: location, name, tags joined by a space, epoch; SHA-256 of header and plain records
 * of the frame log; SHA-256 of {@code events.jsonl}; SHA-256 of the network ({@code time protocol
 * from to delivery length LF payload} of each payload); end in nanoseconds; verdict; subject;
 * reason, unless the verdict is error (a broken rig may name a real port). What is recorded {@code
 * beside}, error texts of steps, durations, hosts and wall-clock stamps are outside.
 */
@NullMarked
package dev.dcmrig.evidence;

import org.jspecify.annotations.NullMarked;
