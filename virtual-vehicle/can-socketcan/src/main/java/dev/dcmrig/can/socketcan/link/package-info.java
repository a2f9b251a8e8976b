// SPDX-License-Identifier: Apache-2.0
/**
 * CAN interfaces as a kernel tells of them over rtnetlink (linux/rtnetlink.h, linux/if_link.h,
 * linux/can/netlink.h): messages to and from bytes, in plain Java.
 */
@NullMarked
package dev.dcmrig.can.socketcan.link;

import org.jspecify.annotations.NullMarked;
