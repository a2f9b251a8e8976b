// SPDX-License-Identifier: Apache-2.0
/**
 * CAN over a network, so that other tools join the rig's bus and the rig joins theirs, without CAN
 * in anybody's kernel: cannelloni's wire format over UDP and TCP, and socketcand's protocol. What
 * is lost or overtaken on the way is counted, never lost in silence. JDK only.
 *
 * <p>Does not do: cannelloni over SCTP (the JDK has it on few systems), socketcand's modes CONTROL
 * and ISO-TP, its beacon, and its commands that set bit timing.
 */
@NullMarked
package dev.dcmrig.can.bridge;

import org.jspecify.annotations.NullMarked;
