// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which programs hold a socket of this machine: Linux lists ports with their inodes, and of each
 * process what it has open (proc(5)). A process of another user, or in another container, can't be
 * looked into.
 */
final class SocketOwners {
  private static final Path PROC = Path.of("/proc");

  /** Field of /proc/PID/stat after the name: state, ppid, pgrp, session. */
  private static final int SESSION = 3;

  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private SocketOwners() {}

  /**
   * The processes that hold the other end of a connection to this process.
   *
   * @return their numbers; empty when that can't be found out
   */
  static Set<Long> ofConnection(int peerPort, int ownPort) {
    return holders(inodes(List.of("tcp", "tcp6"), peerPort, ownPort));
  }

  /** The processes that hold a UDP port; empty when there is none, or it can't be found out. */
  static Set<Long> ofUdp(int port) {
    return holders(inodes(List.of("udp", "udp6"), port, 0));
  }

  /**
   * Whether two sockets are of one program: of one process, or of one session that is not the
   * rig's. A process DCM has a session of its own, with all that it starts.
   */
  static boolean areOfOneProgram(Set<Long> some, Set<Long> others) {
    if (some.stream().anyMatch(others::contains)) {
      return true;
    }
    Set<String> sessions = sessions(some);
    sessions.remove(session(ProcessHandle.current().pid()));
    sessions.retainAll(sessions(others));
    return !sessions.isEmpty();
  }

  private static Set<String> inodes(List<String> tables, int localPort, int remotePort) {
    Set<String> inodes = new HashSet<>();
    String local = String.format(Locale.ROOT, ":%04X", localPort);
    String remote = remotePort == 0 ? ":" : String.format(Locale.ROOT, ":%04X", remotePort);
    for (String table : tables) {
      try {
        for (String line : Files.readAllLines(PROC.resolve("net").resolve(table))) {
          String[] fields = line.strip().split("\\s+");
          if (fields.length > INODE
              && fields[LOCAL].endsWith(local)
              && (remotePort == 0 || fields[REMOTE].endsWith(remote))) {
            inodes.add("socket:[" + fields[INODE] + "]");
          }
        }
      } catch (IOException e) {
        // Without a table for IPv4 there is none for IPv6 either.
        return inodes;
      }
    }
    return inodes;
  }

  private static Set<Long> holders(Set<String> inodes) {
    Set<Long> holders = new HashSet<>();
    if (!inodes.isEmpty()) {
      ProcessHandle.allProcesses()
          .map(ProcessHandle::pid)
          .filter(pid -> holdsAny(pid, inodes))
          .forEach(holders::add);
    }
    return holders;
  }

  private static boolean holdsAny(long pid, Set<String> inodes) {
    Path folder = PROC.resolve(Long.toString(pid)).resolve("fd");
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
      for (Path file : open) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
            && inodes.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (IOException | RuntimeException e) {
      // It has just ended, or is somebody else's.
      return false;
    }
    return false;
  }

  private static Set<String> sessions(Set<Long> pids) {
    Set<String> sessions = new HashSet<>();
    pids.forEach(pid -> sessions.add(session(pid)));
    sessions.remove("");
    return sessions;
  }

  private static String session(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
      // The name stands in parentheses, and may hold blanks and parentheses itself.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields.length > SESSION ? fields[SESSION] : "";
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }
}
