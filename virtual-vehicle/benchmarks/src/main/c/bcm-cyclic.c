/*
 * Lets the kernel's broadcast manager send a sequence of 15 frames in a cycle: what a program in C gets, beside which
 * CyclicSender is measured. Compiled by cyclic-gaps, for a benchmark only.
 *
 *   bcm-cyclic INTERFACE ID-HEX PERIOD-MILLIS SECONDS
 */
#include <linux/can.h>
#include <linux/can/bcm.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define FRAMES 15

int main(int count, char **words) {
  if (count != 5) {
    fprintf(stderr, "bcm-cyclic INTERFACE ID-HEX PERIOD-MILLIS SECONDS\n");
    return 2;
  }
  struct {
    struct bcm_msg_head head;
    struct can_frame frames[FRAMES];
  } message = {0};
  long period_micros = atol(words[3]) * 1000;
  message.head.opcode = TX_SETUP;
  message.head.flags = SETTIMER | STARTTIMER;
  message.head.can_id = strtoul(words[2], NULL, 16);
  message.head.ival2.tv_sec = period_micros / 1000000;
  message.head.ival2.tv_usec = period_micros % 1000000;
  message.head.nframes = FRAMES;
  for (int index = 0; index < FRAMES; index++) {
    message.frames[index].can_id = message.head.can_id;
    message.frames[index].can_dlc = 8;
    message.frames[index].data[1] = index;
  }
  int fd = socket(AF_CAN, SOCK_DGRAM, CAN_BCM);
  struct sockaddr_can address = {.can_family = AF_CAN, .can_ifindex = if_nametoindex(words[1])};
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0 ||
      write(fd, &message, sizeof message) != sizeof message) {
    perror("bcm-cyclic");
    return 1;
  }
  sleep(atoi(words[4]));
  return 0;
}
