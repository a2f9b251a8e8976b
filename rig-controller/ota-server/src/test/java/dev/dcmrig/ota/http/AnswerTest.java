// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {

  /** A run's digest is of the bytes on the wire: a JVM's own order of names is not for them. */
  @Test
  void itsFieldsStayInTheirOrder() {
    List<String> names = List.of("ETag", "Accept-Ranges", "Vary", "Age", "Content-Range", "Date");
    Answer answer = Answer.of(200, "text/plain", new byte[0]);
    for (String name : names) {
      answer = answer.with(name, "x");
    }
    List<String> wanted = new ArrayList<>(List.of("Content-Type"));
    wanted.addAll(names);
    assertEquals(wanted, List.copyOf(answer.fields().keySet()));
  }
}
