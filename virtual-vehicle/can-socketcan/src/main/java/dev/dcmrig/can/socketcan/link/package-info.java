/**
 * CAN interfaces as a kernel tells of them over rtnetlink (linux/rtnetlink.h, linux/if_link.h,
 * linux/can/netlink.h): messages to and from bytes, in plain Java.
 */
@org.jspecify.annotations.NullMarked
package dev.dcmrig.can.socketcan.link;
