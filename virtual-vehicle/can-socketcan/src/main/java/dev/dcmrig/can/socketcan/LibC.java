// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The C library, with the kernel's names: the only declarations of native functions there are. */
@SuppressWarnings({"checkstyle:MethodName", "PMD"})
final class LibC {
  static {
    Native.register("c");
  }

  static final int AF_NETLINK = 16;
  static final int AF_CAN = 29;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int CAN_RAW = 1;
  static final int CAN_BCM = 2;
  static final int CAN_ISOTP = 6;
  static final int CAN_EFF_FLAG = 0x8000_0000;
  static final int CAN_RTR_FLAG = 0x4000_0000;

  static final int SOL_SOCKET = 1;
  static final int SO_ERROR = 4;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_RCVTIMEO = 20;
  static final int SO_RCVBUFFORCE = 33;
  static final int SO_TIMESTAMPNS = 35;
  static final int SO_TIMESTAMPING = 37;
  static final int SO_RXQ_OVFL = 40;
  static final int SO_MEMINFO = 55;
  static final int SOF_TIMESTAMPING_RX_HARDWARE = 1 << 2;
  static final int SOF_TIMESTAMPING_RX_SOFTWARE = 1 << 3;
  static final int SOF_TIMESTAMPING_SOFTWARE = 1 << 4;
  static final int SOF_TIMESTAMPING_RAW_HARDWARE = 1 << 6;

  static final int SOL_CAN_RAW = 101;
  static final int CAN_RAW_FILTER = 1;
  static final int CAN_RAW_ERR_FILTER = 2;
  static final int CAN_RAW_LOOPBACK = 3;
  static final int CAN_RAW_RECV_OWN_MSGS = 4;
  static final int CAN_RAW_FD_FRAMES = 5;
  static final int CAN_RAW_JOIN_FILTERS = 6;

  static final int SOL_CAN_ISOTP = 106;
  static final int CAN_ISOTP_OPTS = 1;
  static final int CAN_ISOTP_RECV_FC = 2;
  static final int CAN_ISOTP_LL_OPTS = 5;
  static final int CAN_ISOTP_LISTEN_MODE = 0x0001;
  static final int CAN_ISOTP_EXTEND_ADDR = 0x0002;
  static final int CAN_ISOTP_TX_PADDING = 0x0004;
  static final int CAN_ISOTP_RX_PADDING = 0x0008;
  static final int CAN_ISOTP_CHK_PAD_LEN = 0x0010;
  static final int CAN_ISOTP_CHK_PAD_DATA = 0x0020;
  static final int CAN_ISOTP_RX_EXT_ADDR = 0x0200;

  // linux/can/bcm.h: what a message wants or says, and how.
  static final int TX_SETUP = 1;
  static final int TX_DELETE = 2;
  static final int TX_READ = 3;
  static final int TX_SEND = 4;
  static final int RX_SETUP = 5;
  static final int RX_DELETE = 6;
  static final int RX_READ = 7;
  static final int TX_STATUS = 8;
  static final int TX_EXPIRED = 9;
  static final int RX_STATUS = 10;
  static final int RX_TIMEOUT = 11;
  static final int RX_CHANGED = 12;
  static final int SETTIMER = 0x0001;
  static final int STARTTIMER = 0x0002;
  static final int TX_COUNTEVT = 0x0004;
  static final int TX_ANNOUNCE = 0x0008;
  static final int TX_CP_CAN_ID = 0x0010;
  static final int RX_FILTER_ID = 0x0020;
  static final int RX_CHECK_DLC = 0x0040;
  static final int RX_NO_AUTOTIMER = 0x0080;
  static final int RX_ANNOUNCE_RESUME = 0x0100;
  static final int TX_RESET_MULTI_IDX = 0x0200;
  static final int RX_RTR_FRAME = 0x0400;
  static final int CAN_FD_FRAME = 0x0800;

  static final int NETLINK_ROUTE = 0;
  static final int SOL_NETLINK = 270;
  static final int NETLINK_CAP_ACK = 10;
  static final int NETLINK_EXT_ACK = 11;
  static final int RTMGRP_LINK = 1;

  static final int MSG_DONTROUTE = 0x04;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_CONFIRM = 0x800;
  static final int MSG_WAITFORONE = 0x10000;

  static final short POLLIN = 1;
  static final short POLLOUT = 4;
  static final short POLLERR = 8;
  static final int EFD_NONBLOCK = 0x800;
  static final int EFD_CLOEXEC = 0x80000;

  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int E2BIG = 7;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EBUSY = 16;
  static final int ENODEV = 19;
  static final int EINVAL = 22;
  static final int EDOM = 33;
  static final int ERANGE = 34;
  static final int ECOMM = 70;
  static final int EBADMSG = 74;
  static final int EILSEQ = 84;
  static final int EMSGSIZE = 90;
  static final int EPROTONOSUPPORT = 93;
  static final int EOPNOTSUPP = 95;
  static final int EAFNOSUPPORT = 97;
  static final int EADDRNOTAVAIL = 99;
  static final int ENETDOWN = 100;
  static final int ENOBUFS = 105;
  static final int ENOTCONN = 107;
  static final int ETIMEDOUT = 110;

  private LibC() {}

  static native int socket(int domain, int type, int protocol);

  static native int bind(int fd, Pointer address, int length);

  static native int connect(int fd, Pointer address, int length);

  static native int setsockopt(int fd, int level, int name, Pointer value, int length);

  static native int getsockopt(int fd, int level, int name, Pointer value, Pointer length);

  static native int close(int fd);

  static native int poll(Pointer fds, long count, int timeoutMillis);

  static native int eventfd(int initial, int flags);

  static native long read(int fd, Pointer buffer, long count);

  static native long write(int fd, Pointer buffer, long count);

  static native long recv(int fd, Pointer buffer, long length, int flags);

  // What is called for every frame takes addresses: JNA then has nothing to convert.

  static native int poll(long fds, long count, int timeoutMillis);

  static native long read(int fd, long buffer, long count);

  static native long write(int fd, long buffer, long count);

  static native long recvmsg(int fd, long message, int flags);

  static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

  static native long send(int fd, long buffer, long count, int flags);

  static native int sendmmsg(int fd, long messages, int count, int flags);

  static native int if_nametoindex(String name);
}
