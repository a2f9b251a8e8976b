// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.dcmrig.can.socketcan.link.CanLink;
import dev.dcmrig.can.socketcan.link.LinkRequest;
import dev.dcmrig.can.socketcan.link.NetlinkAnswer;
import dev.dcmrig.can.socketcan.link.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A socket to the kernel's part that keeps the interfaces (rtnetlink). Belongs to one thread. */
final class Netlink implements AutoCloseable {
  private static final String WHERE = "rtnetlink";

  /** The kernel fills no read beyond 32 KiB when it lists interfaces; one message is below 16. */
  private static final int ROOM = 64 << 10;

  /** How long the kernel may take: to bring an adapter up it talks to its firmware. */
  private static final int ANSWER_BOUND_MILLIS = 10_000;

  /** Lists that are read anew because interfaces came or went meanwhile. */
  private static final int MAX_LISTS = 10;

  /** Reads until an answer is whole; a list of a thousand interfaces takes about fifty. */
  private static final int MAX_READS = 1_000;

  private static final int ADDRESS_SIZE = 12;
  private static final int POLL_ENTRY = 8;

  private final int fd;
  private final Memory memory = new Memory(ROOM);
  private final ByteBuffer bytes = memory.getByteBuffer(0, ROOM).order(ByteOrder.nativeOrder());
  private int sequence;
  private boolean closed;

  private Netlink(int fd) {
    this.fd = fd;
  }

  /**
   * @param groups what to be told of unasked: RTMGRP_... of linux/rtnetlink.h, or 0
   * @throws SocketCanException when the kernel has no such socket
   */
  static Netlink open(int groups) {
    int fd =
        LibC.socket(
            LibC.AF_NETLINK,
            LibC.SOCK_RAW | LibC.SOCK_NONBLOCK | LibC.SOCK_CLOEXEC,
            LibC.NETLINK_ROUTE);
    if (fd < 0) {
      throw SocketCanException.of("could not open a socket", WHERE, Native.getLastError());
    }
    Netlink netlink = new Netlink(fd);
    try (Memory value = new Memory(ADDRESS_SIZE)) {
      value.clear();
      value.setShort(0, (short) LibC.AF_NETLINK);
      value.setInt(8, groups);
      if (LibC.bind(fd, value, ADDRESS_SIZE) < 0) {
        throw SocketCanException.of("could not bind", WHERE, Native.getLastError());
      }
      // Kernels before 4.12 don't know these; then a refusal has a number and no words.
      value.setInt(0, 1);
      LibC.setsockopt(fd, LibC.SOL_NETLINK, LibC.NETLINK_EXT_ACK, value, 4);
      LibC.setsockopt(fd, LibC.SOL_NETLINK, LibC.NETLINK_CAP_ACK, value, 4);
      return netlink;
    } catch (RuntimeException e) {
      netlink.close();
      throw e;
    }
  }

  int fd() {
    return fd;
  }

  /** Every CAN interface, in the kernel's order. */
  List<CanLink> links() {
    for (int list = 0; list < MAX_LISTS; list++) {
      List<CanLink> links = list();
      if (links != null) {
        return links;
      }
    }
    throw new SocketCanException(
        WHERE + ": interfaces come and go so fast that no list of them could be read", 0);
  }

  /** Null when interfaces came or went meanwhile. */
  private @Nullable List<CanLink> list() {
    int asked = ++sequence;
    send(LinkRequest.all(asked));
    List<CanLink> links = new ArrayList<>();
    boolean whole = true;
    for (int reads = 0; reads < MAX_READS; reads++) {
      for (NetlinkMessage message : await()) {
        if (message.sequence() != asked) {
          continue;
        }
        whole &= !message.interrupted();
        switch (message.type()) {
          case NetlinkMessage.NLMSG_DONE -> {
            return whole ? links : null;
          }
          case NetlinkMessage.NLMSG_ERROR ->
              throw SocketCanException.of(
                  "could not list the interfaces",
                  WHERE,
                  NetlinkAnswer.of(message.flags(), message.payload()).errno());
          default -> CanLink.of(message.payload()).ifPresent(links::add);
        }
      }
    }
    throw noEnd();
  }

  /** Asks for a change; the request is made with the sequence number that it is given. */
  NetlinkAnswer ask(IntFunction<byte[]> request) {
    int asked = ++sequence;
    send(request.apply(asked));
    for (int reads = 0; reads < MAX_READS; reads++) {
      for (NetlinkMessage message : await()) {
        if (message.sequence() == asked && message.type() == NetlinkMessage.NLMSG_ERROR) {
          return NetlinkAnswer.of(message.flags(), message.payload());
        }
      }
    }
    throw noEnd();
  }

  private static SocketCanException noEnd() {
    return new SocketCanException(
        WHERE + ": no answer among what " + MAX_READS + " reads have brought", 0);
  }

  private void send(byte[] request) {
    memory.write(0, request, 0, request.length);
    if (LibC.write(fd, memory, request.length) != request.length) {
      throw SocketCanException.of("could not ask the kernel", WHERE, Native.getLastError());
    }
  }

  /** Waits for messages; the kernel has answered when a write returns, but for slow hardware. */
  private List<NetlinkMessage> await() {
    try (Memory entry = new Memory(POLL_ENTRY)) {
      entry.setInt(0, fd);
      entry.setShort(4, LibC.POLLIN);
      entry.setShort(6, (short) 0);
      if (LibC.poll(entry, 1, ANSWER_BOUND_MILLIS) == 0) {
        throw new SocketCanException(
            WHERE + ": the kernel did not answer within " + ANSWER_BOUND_MILLIS / 1000 + " s",
            LibC.ETIMEDOUT);
      }
    }
    return read()
        .orElseThrow(
            () ->
                new SocketCanException(
                    WHERE + ": the kernel had to drop its answer; try again", LibC.ENOBUFS));
  }

  /**
   * What is there, without waiting.
   *
   * @return empty when the kernel had to drop messages: the interfaces must be listed anew
   */
  Optional<List<NetlinkMessage>> read() {
    long length = LibC.recv(fd, memory, ROOM, LibC.MSG_DONTWAIT | LibC.MSG_TRUNC);
    if (length < 0) {
      int errno = Native.getLastError();
      if (errno == LibC.ENOBUFS) {
        return Optional.empty();
      }
      if (errno == LibC.EAGAIN || errno == LibC.EINTR) {
        return Optional.of(List.of());
      }
      throw SocketCanException.of("could not read", WHERE, errno);
    }
    if (length > ROOM) {
      throw new SocketCanException(
          WHERE + ": the kernel sent " + length + " bytes at a time, " + ROOM + " at most were due",
          0);
    }
    return Optional.of(NetlinkMessage.split(bytes, (int) length));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LibC.close(fd);
      memory.close();
    }
  }
}
