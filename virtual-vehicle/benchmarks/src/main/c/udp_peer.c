// SPDX-License-Identifier: Apache-2.0
/* A bare echo over UDP, and who measures it: the peer of BridgeBenchmark.
 *
 *   udp_peer echo              says its port, then sends each datagram back
 *   udp_peer ping PORT COUNT   times of COUNT round trips of a datagram of 18 bytes, in ns, one a line
 */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static int echo(int fd) {
  char datagram[2048];
  struct sockaddr_in from;
  struct sockaddr_in own;
  socklen_t size = sizeof own;
  getsockname(fd, (struct sockaddr *)&own, &size);
  printf("%d\n", ntohs(own.sin_port));
  fflush(stdout);
  for (;;) {
    size = sizeof from;
    ssize_t length = recvfrom(fd, datagram, sizeof datagram, 0, (struct sockaddr *)&from, &size);
    if (length < 0 || sendto(fd, datagram, (size_t)length, 0, (struct sockaddr *)&from, size) < 0) return 1;
  }
}

static int ping(int fd, struct sockaddr_in *to, long count) {
  char datagram[2048] = {2, 0, 0, 0, 1, 0, 0, 1, 0x23, 8};
  if (connect(fd, (struct sockaddr *)to, sizeof *to) < 0) return 1;
  for (long n = 0; n < count; n++) {
    int64_t begun = now();
    if (send(fd, datagram, 18, 0) < 0 || recv(fd, datagram, sizeof datagram, 0) < 0) return 1;
    printf("%lld\n", (long long)(now() - begun));
    struct timespec pause = {0, 200000};
    nanosleep(&pause, NULL);
  }
  return 0;
}

int main(int count, char **words) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) < 0) return 1;
  if (count == 2 && strcmp(words[1], "echo") == 0) return echo(fd);
  if (count != 4 || strcmp(words[1], "ping") != 0) return 2;
  at.sin_port = htons((uint16_t)atoi(words[2]));
  return ping(fd, &at, atol(words[3]));
}
