/* SPDX-License-Identifier: Apache-2.0
 * asn1c as a judge of the project's MSD codec; .ci/msd-judges compiles it once for each version.
 * Reads lines HEX TAB TERM TAB XER: decodes HEX to XER, and encodes XER to HEX.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ECallMessage.h>
#include <MSDMessage.h>

#define MAX_LINE 8192
#define MAX_MESSAGE 140

struct text {
  char bytes[MAX_LINE];
  size_t length;
};

static int append(const void *bytes, size_t size, void *to) {
  struct text *text = to;
  if (text->length + size >= sizeof text->bytes) {
    return -1;
  }
  memcpy(text->bytes + text->length, bytes, size);
  text->length += size;
  text->bytes[text->length] = 0;
  return 0;
}

/* What is FALSE by default is the same written out and left away. */
static void without_defaults(char *xer) {
  char *from = strstr(xer, "<vehiclePropulsionStorageType>");
  char *end = strstr(xer, "</vehiclePropulsionStorageType>");
  if (!from || !end) {
    return;
  }
  char *value;
  while ((value = strstr(from, "<false/>")) && value < end) {
    char *start = value - 1;
    while (*start != '<') {
      start--;
    }
    char *behind = strchr(value + strlen("<false/>"), '>') + 1;
    memmove(start, behind, strlen(behind) + 1);
    end = strstr(xer, "</vehiclePropulsionStorageType>");
  }
}

static MSDMessage_t *decode(const unsigned char *bytes, size_t size, long *id) {
  ECallMessage_t *outer = 0;
  MSDMessage_t *message = 0;
  if (uper_decode_complete(0, &asn_DEF_ECallMessage, (void **)&outer, bytes, size).code != RC_OK) {
    return 0;
  }
  *id = outer->id;
#ifdef DIRECT
  message = malloc(sizeof *message);
  *message = outer->msd;
#else
  if (uper_decode_complete(0, &asn_DEF_MSDMessage, (void **)&message, outer->msd.buf, outer->msd.size).code != RC_OK) {
    message = 0;
  }
#endif
  return message;
}

static ssize_t encode(MSDMessage_t *message, unsigned char *bytes) {
  ECallMessage_t outer;
  memset(&outer, 0, sizeof outer);
  outer.id = VERSION;
#ifdef DIRECT
  outer.msd = *message;
#else
  unsigned char content[MAX_MESSAGE];
  memset(content, 0, sizeof content);
  asn_enc_rval_t inner = uper_encode_to_buffer(&asn_DEF_MSDMessage, message, content, sizeof content);
  if (inner.encoded < 0) {
    return -1;
  }
  OCTET_STRING_fromBuf(&outer.msd, (char *)content, (inner.encoded + 7) / 8);
#endif
  asn_enc_rval_t whole = uper_encode_to_buffer(&asn_DEF_ECallMessage, &outer, bytes, MAX_MESSAGE);
  return whole.encoded < 0 ? -1 : (whole.encoded + 7) / 8;
}

static int judge(const char *hex, const char *xer) {
  unsigned char bytes[MAX_MESSAGE];
  size_t size = strlen(hex) / 2;
  int wrong = 0;
  for (size_t i = 0; i < size && i < sizeof bytes; i++) {
    sscanf(hex + 2 * i, "%2hhx", &bytes[i]);
  }
  struct text seen = {{0}, 0};
  long id = 0;
  MSDMessage_t *message = decode(bytes, size, &id);
  if (message) {
    xer_encode(&asn_DEF_MSDMessage, message, XER_F_CANONICAL, append, &seen);
    without_defaults(seen.bytes);
  }
  if (id != VERSION || strcmp(seen.bytes, xer)) {
    printf("decoded %s:\n  ours   %s\n  judge  %s (version %ld)\n", hex, xer, seen.bytes, id);
    wrong++;
  }
  MSDMessage_t *given = 0;
  unsigned char again[MAX_MESSAGE];
  memset(again, 0, sizeof again);
  asn_dec_rval_t read = xer_decode(0, &asn_DEF_MSDMessage, (void **)&given, xer, strlen(xer));
  ssize_t length = read.code == RC_OK ? encode(given, again) : -1;
  if (length != (ssize_t)size || memcmp(again, bytes, size)) {
    printf("encoded %s:\n  judge  ", hex);
    for (ssize_t i = 0; i < length; i++) {
      printf("%02X", again[i]);
    }
    printf(" (%zd bytes)\n", length);
    wrong++;
  }
  /* A few thousand small messages: they are left to the end of the process. */
  return wrong;
}

int main(void) {
  static char line[MAX_LINE];
  int count = 0, wrong = 0;
  while (fgets(line, sizeof line, stdin)) {
    char *hex = strtok(line, "\t\n");
    strtok(0, "\t\n");
    char *xer = strtok(0, "\t\n");
    if (!hex || !xer) {
      fprintf(stderr, "line %d has no three columns\n", count + 1);
      return 2;
    }
    wrong += judge(hex, xer);
    count++;
  }
  printf("asn1c: version %d, %d messages decoded and encoded, %d differences\n", VERSION, count, wrong);
  return wrong > 0;
}
