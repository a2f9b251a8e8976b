// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says what became of the records of a file of lines: which were changed, removed, moved or added.
 * A line is a record when the link before the record and the line give the record's link.
 */
final class LineSearch {
  /** Of larger files only the places are told. */
  private static final long MAX_BYTES = 64L << 20;

  /** How many records or lines are looked at for the next one that fits. */
  private static final int WINDOW = 64;

  /** For this many added lines it is told whose copy each is. */
  private static final int COPIES = 20;

  private final byte[] bytes;
  private final ScenarioChainCheck.Records records;
  private final MessageDigest digest = Links.sha256();
  private final List<Integer> lineEnds = new ArrayList<>();
  private final List<Integer> removed = new ArrayList<>();
  private final List<int[]> added = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();

  private LineSearch(byte[] bytes, ScenarioChainCheck.Records records) {
    this.bytes = bytes;
    this.records = records;
  }

  /** Sentences without the file's name; none where the file is too large. */
  static List<String> differences(Path file, ScenarioChainCheck.Records records, int first)
      throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      return List.of();
    }
    LineSearch search = new LineSearch(Files.readAllBytes(file), records);
    search.compare(first);
    search.tell();
    return search.sentences;
  }

  /** Line numbers count from 1, as those of records. */
  private void compare(int first) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || i == bytes.length - 1) {
        lineEnds.add(i + 1);
      }
    }
    int record = first;
    int line = first;
    while ((record <= records.count() || line <= lineEnds.size())
        && sentences.size() + removed.size() + added.size() < ScenarioChainCheck.MAX_SENTENCES) {
      if (fits(line, record)) {
        record++;
        line++;
        continue;
      }
      int skip = 1;
      while (skip <= WINDOW && !fits(line, record + skip) && !fits(line + skip, record)) {
        skip++;
      }
      if (skip <= WINDOW && fits(line, record + skip)) {
        for (int i = 0; i < skip; i++) {
          removed.add(record++);
        }
      } else if (skip <= WINDOW) {
        for (int i = 0; i < skip; i++) {
          added.add(new int[] {line++, record - 1});
        }
      } else if (record <= records.count() && line <= lineEnds.size()) {
        sentences.add("record " + record + " was changed");
        record++;
        line++;
      } else if (record <= records.count()) {
        removed.add(record++);
      } else {
        added.add(new int[] {line++, record - 1});
      }
    }
  }

  private boolean fits(int line, int record) {
    if (line < 1 || line > lineEnds.size() || record < 1 || record > records.count()) {
      return false;
    }
    int from = line == 1 ? 0 : lineEnds.get(line - 2);
    digest.update(records.link(record - 1));
    digest.update(bytes, from, lineEnds.get(line - 1) - from);
    return Arrays.equals(Links.cut(digest.digest()), records.link(record));
  }

  private void tell() {
    int looked = 0;
    for (int[] each : added) {
      String place = each[1] == 0 ? "before record 1" : "behind record " + each[1];
      Integer moved = removed.stream().filter(one -> fits(each[0], one)).findFirst().orElse(null);
      if (moved != null) {
        removed.remove(moved);
        sentences.add("record " + moved + " was moved: it stands " + place);
      } else {
        int copied = looked++ < COPIES ? copied(each[0]) : 0;
        sentences.add(
            place
                + (copied > 0
                    ? " stands a copy of record " + copied
                    : " stands a line that was not recorded"));
      }
    }
    removed.forEach(record -> sentences.add("record " + record + " was removed"));
  }

  private int copied(int line) {
    for (int record = 1; record <= records.count(); record++) {
      if (fits(line, record)) {
        return record;
      }
    }
    return 0;
  }
}
