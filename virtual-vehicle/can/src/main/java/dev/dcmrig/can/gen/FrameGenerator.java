// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.gen;

import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Seed;

/**
 * Makes one frame after the other of a recipe: the same recipe and seed give the same frames.
 * Counts as {@code cangen} does: data are a little-endian number of eight bytes, and have at least
 * one byte when they count.
 */
public final class FrameGenerator {
  private static final int CODES = 16;
  private static final int CLASSIC_LENGTHS = 9;
  private static final int COUNTER_BYTES = 8;
  private static final int MAX_BYTES = 64;

  private final FrameRecipe recipe;
  private final Seed.Stream stream;
  private final byte[] data = new byte[MAX_BYTES];
  private int format;
  private int id;
  private int code;
  private long counter;

  public FrameGenerator(FrameRecipe recipe, Seed seed) {
    this.recipe = recipe;
    this.stream = seed.of("can gen").stream();
    this.format = recipe.format();
    this.id = recipe.fixedId();
    System.arraycopy(recipe.fixedData(), 0, data, 0, recipe.fixedData().length);
  }

  /** The next frame. */
  public Frame next() {
    boolean extended = (format & Frame.EXTENDED) != 0;
    boolean fd = (format & Frame.FD) != 0;
    switch (recipe.identifier()) {
      case RANDOM -> id = (int) stream.nextLong();
      case RANDOM_EVEN -> id = (int) stream.nextLong() & ~1;
      case RANDOM_ODD -> id = (int) stream.nextLong() | 1;
      case COUNTING, FIXED -> {}
    }
    int wanted = length(fd);
    if (recipe.data() == Choice.COUNTING) {
      wanted = Math.max(wanted, 1);
    }
    int length = fd ? wanted : Math.min(wanted, CLASSIC_LENGTHS - 1);
    fill(length);
    int masked = id & (extended ? Frame.MAX_EXTENDED_ID : Frame.MAX_BASE_ID);
    Frame frame = Frame.of(masked, format, length, data);
    if (length < wanted && recipe.rawDlc()) {
      frame = frame.withRawDlc(Math.min(wanted, CODES - 1));
    }
    if (recipe.identifier() == Choice.COUNTING) {
      id++;
    }
    code++;
    counter++;
    if (recipe.mixed()) {
      format = drawFormat();
    }
    return frame;
  }

  /** Bytes of an FD frame, or a classic frame's data length code: 9 and more mean 8 bytes. */
  private int length(boolean fd) {
    return switch (recipe.length()) {
      case FIXED -> fd ? Frame.fdLength(Frame.fdCode(recipe.fixedLength())) : recipe.fixedLength();
      case COUNTING -> {
        int codes = fd || recipe.rawDlc() ? CODES : CLASSIC_LENGTHS;
        yield fd ? Frame.fdLength(code % codes) : code % codes;
      }
      // Four bits, as a controller would send them.
      case RANDOM, RANDOM_EVEN, RANDOM_ODD -> {
        int drawn = stream.nextInt(CODES);
        yield fd ? Frame.fdLength(drawn) : drawn;
      }
    };
  }

  private void fill(int length) {
    switch (recipe.data()) {
      case FIXED -> drawBits(length);
      case COUNTING -> {
        for (int index = 0; index < COUNTER_BYTES; index++) {
          data[index] = (byte) (counter >>> (8 * index));
        }
      }
      case RANDOM, RANDOM_EVEN, RANDOM_ODD -> {
        for (int index = 0; index < length; index += COUNTER_BYTES) {
          long bits = stream.nextLong();
          for (int step = 0; step < COUNTER_BYTES; step++) {
            data[index + step] = (byte) (bits >>> (8 * step));
          }
        }
      }
    }
  }

  private void drawBits(int length) {
    byte[] fixed = recipe.fixedData();
    byte[] drawn = recipe.drawnBits();
    for (int index = 0; index < Math.min(length, drawn.length); index++) {
      if (drawn[index] != 0) {
        data[index] = (byte) (fixed[index] | (drawn[index] & (int) stream.nextLong()));
      }
    }
  }

  /** A half of each: 29 bits, FD, BRS, ESI; a quarter of the classic frames are remote. */
  private int drawFormat() {
    int bits = stream.nextInt(1 << 6);
    int drawn = (bits & 1) != 0 ? Frame.EXTENDED : 0;
    if ((bits & 2) != 0) {
      drawn |= Frame.FD;
      drawn |= (bits & 4) != 0 ? Frame.BRS : 0;
      drawn |= (bits & 8) != 0 ? Frame.ESI : 0;
    } else if ((bits & 0x30) == 0x30) {
      drawn |= Frame.REMOTE;
    }
    return drawn;
  }
}
