/*
 * The plainest C that sends and reads CAN frames, as a measure for other drivers in the same kernel. Compiled by the
 * benchmark script only; nothing of the product is in C.
 *
 *   can_peer send COUNT | drain COUNT | latency COUNT
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/can.h>
#include <linux/can/raw.h>
#include <net/if.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define DRAIN 15000
#define BATCH 64

static long nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000L + now.tv_nsec;
}

static int open_can(void) {
  struct sockaddr_can at = {.can_family = AF_CAN, .can_ifindex = if_nametoindex("vcan0")};
  int buffer = 8 << 20;
  int fd = socket(PF_CAN, SOCK_RAW, CAN_RAW);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer);
  if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) < 0) {
    perror("vcan0");
    exit(1);
  }
  return fd;
}

static void send_one(int fd, long payload) {
  struct can_frame frame = {.can_id = 0x123, .can_dlc = 8};
  memcpy(frame.data, &payload, 8);
  while (write(fd, &frame, sizeof frame) != sizeof frame) {
    if (errno != ENOBUFS && errno != EAGAIN) {
      perror("write");
      exit(1);
    }
    poll(NULL, 0, 1);
  }
}

static void row(const char *what, const char *who, double value, const char *unit) {
  printf("%s | %s | %.0f %s\n", what, who, value, unit);
}

static void send_many(int count) {
  int fd = open_can();
  long start = nanos();
  for (long n = 0; n < count; n++) send_one(fd, n);
  row("send, one frame a call", "C write", count * 1e9 / (nanos() - start), "frames/s");
}

static void drain(int count) {
  int in = open_can(), out = open_can();
  struct can_frame frames[BATCH];
  struct iovec vectors[BATCH];
  struct mmsghdr headers[BATCH];
  memset(headers, 0, sizeof headers);
  for (int n = 0; n < BATCH; n++) {
    vectors[n] = (struct iovec){&frames[n], sizeof frames[n]};
    headers[n].msg_hdr.msg_iov = &vectors[n];
    headers[n].msg_hdr.msg_iovlen = 1;
  }
  for (int batched = 0; batched < 2; batched++) {
    long spent = 0;
    for (int done = 0; done < count; done += DRAIN) {
      for (long n = 0; n < DRAIN; n++) send_one(out, n);
      long start = nanos();
      for (int left = DRAIN; left > 0;) {
        int got = batched ? recvmmsg(in, headers, BATCH, MSG_DONTWAIT, NULL)
                          : (read(in, frames, sizeof frames[0]) > 0 ? 1 : -1);
        if (got <= 0) {
          fprintf(stderr, "drain: %d frames missing\n", left);
          exit(1);
        }
        left -= got;
      }
      spent += nanos() - start;
    }
    int rounds = (count + DRAIN - 1) / DRAIN;
    row("receive, draining a filled queue", batched ? "C recvmmsg" : "C read", rounds * 1.0 * DRAIN * 1e9 / spent,
        "frames/s");
  }
}

static int samples;
static long *taken;
static int reader_fd;

static void *reader(void *unused) {
  struct can_frame frame;
  for (int n = 0; n < samples; n++) {
    if (read(reader_fd, &frame, sizeof frame) != sizeof frame) exit(1);
    long sent;
    memcpy(&sent, frame.data, 8);
    taken[n] = nanos() - sent;
  }
  return unused;
}

static int compare(const void *a, const void *b) {
  long x = *(const long *)a, y = *(const long *)b;
  return x < y ? -1 : x > y;
}

static void latency(int count) {
  pthread_t thread;
  int out = open_can();
  reader_fd = open_can();
  samples = count;
  taken = calloc(count, sizeof *taken);
  pthread_create(&thread, NULL, reader, NULL);
  for (int n = 0; n < count; n++) {
    struct timespec pause = {0, 1000000};
    nanosleep(&pause, NULL);
    send_one(out, nanos());
  }
  pthread_join(thread, NULL);
  qsort(taken, count, sizeof *taken, compare);
  row("write to read, median", "C", taken[count / 2], "ns");
  row("write to read, 99 %", "C", taken[count / 100 * 99], "ns");
}

int main(int argc, char **argv) {
  int count = argc > 2 ? atoi(argv[2]) : 0;
  if (argc == 3 && strcmp(argv[1], "send") == 0) send_many(count);
  else if (argc == 3 && strcmp(argv[1], "drain") == 0) drain(count);
  else if (argc == 3 && strcmp(argv[1], "latency") == 0) latency(count);
  else return 2;
  return 0;
}
