// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.features.service.ServiceWords;
import io.cucumber.java.ParameterType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios name a fault of the service by the name of its constant. */
class ServiceWordsTest {
  private final ServiceWords words = new ServiceWords();

  @ParameterizedTest
  @EnumSource
  void aFaultIsReadAsItIsWritten(Fault fault) throws Exception {
    String text = ServiceWords.words(fault);
    assertEquals(fault, words.backendFault(text));
    String pattern =
        ServiceWords.class
            .getMethod("backendFault", String.class)
            .getAnnotation(ParameterType.class)
            .value();
    assertTrue(text.matches(pattern), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status 418", "mqtt disconnect", "reset before answer", "STATUS_400"})
  void otherWordsAreSaidToBeNoFault(String text) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> words.backendFault(text)).getMessage();
    assertTrue(
        said.startsWith(
            "there is no fault '" + text + "' of the service; there are: status 400, status 401"),
        said);
  }
}
