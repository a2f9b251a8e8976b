// SPDX-License-Identifier: Apache-2.0
/**
 * The append-only run folder: what happened, in a form that nobody changes afterwards.
 *
 * <pre>
 *   chain.txt         what was settled when, line by line, each chained to the one before it
 *   run.json          options, seed, bench; on disk before the first scenario
 *   plan.json         every scenario that is to run; on disk before the first one
 *   catalogue.json    the requirements
 *   machines.json     the tables of states that scenarios are made from
 *   inputs.json       each input with its source and SHA-256
 *   inputs/           copies of every file that the run was configured by
 *   tool.json         which rig made the run: commit, and the hash of each jar
 *   messages.ndjson   cucumber's messages (outside of the digest)
 *   scenarios/NAME/   one scenario; NAME is made of its id
 *     chain.txt       a link for each record of the four files of evidence ({@link
 *                     dev.dcmrig.evidence.chain})
 *     scenario.json   id, location, name, tags, epoch
 *     frames.dcmt     every frame ({@link dev.dcmrig.evidence.trace} draws the bytes)
 *     events.jsonl    steps, observations, readings and measurements, in the order of time
 *     network.jsonl   SIP, HTTP, RTP; bodies of SIP decoded, too; network.pcap the same for Wireshark
 *     verdict.json    verdict, scenario digest, picture of the frames; written last
 *   retries/NAME/     a second attempt at a scenario that failed, with the same files;
 *                     beside these messages.ndjson
 *   result.json       evidence digest, verdicts, lost scenarios; written by {@code finish}
 *   known.json        failures that somebody knew of, and the day of the run
 *   shard.json        of a part of a suite: which part, and of what whole
 *   shards.json       of a merged run: the parts that it was made of
 *   requirements.json, not-used.json, measurements.csv, junit.xml, times.json, report.html
 *                     written by compliance, from the above
 *   manifest.json     every file's size and SHA-256; written by {@code seal}, last
 *   attestation.intoto.jsonl, signers.pem, timestamp.tsr
 *                     signatures, laid beside later
 * </pre>
 *
 * Order of the end of a run: {@code finish}, the reports, {@code seal}. A folder without manifest,
 * or a scenario without verdict, is not whole, and nothing takes it for whole: a scenario of the
 * plan without a verdict is an error.
 *
 * <p>The evidence digest is the SHA-256 over lines, each ended by LF: whether DUT and service are
 * stand-ins; seed; seeded defects; channels; then {@code id SP scenario-digest} of each scenario of
 * the plan, by its id ({@code none} for one without a verdict; of one that was run once more, the
 * SHA-256 over its first digest LF {@code again} SP the second one LF). A scenario digest is the
 * SHA-256 over these lines: id, name, tags joined by a space, epoch; SHA-256 of header and plain
 * records of the frame log; SHA-256 of {@code events.jsonl}, of {@code network.jsonl}, of {@code
 * network.pcap} (of nothing, where there is no such file); end in nanoseconds; verdict; subject;
 * ids of the requirements that a failure is about, joined by a space; reason, unless the verdict is
 * error (a broken rig may name a real port). Names of bench and DUT are outside: the same evidence
 * of a DCM in the rig's process and in its own has one digest. Where a scenario stands in its file,
 * what is recorded {@code beside}, error texts of steps, durations, hosts and wall-clock stamps are
 * outside.
 */
@NullMarked
package dev.dcmrig.evidence;

import org.jspecify.annotations.NullMarked;
