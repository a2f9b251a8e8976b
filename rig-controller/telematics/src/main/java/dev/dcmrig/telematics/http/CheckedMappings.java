// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;

/** Gives WireMock the mappings that were checked, and no others; nobody can change them. */
final class CheckedMappings implements MappingsSource {
  private final ServiceMappings mappings;

  CheckedMappings(ServiceMappings mappings) {
    this.mappings = mappings;
  }

  @Override
  public void loadMappingsInto(StubMappings stubMappings) {
    mappings.stubs().forEach(stubMappings::addMapping);
  }

  @Override
  public void save(List<StubMapping> stubMappings) {
    throw fixed();
  }

  @Override
  public void save(StubMapping stubMapping) {
    throw fixed();
  }

  /** WireMock still asks for it. */
  @Override
  @SuppressWarnings("removal")
  public void remove(StubMapping stubMapping) {
    throw fixed();
  }

  @Override
  public void removeAll() {
    throw fixed();
  }

  private static UnsupportedOperationException fixed() {
    return new UnsupportedOperationException("the mappings of a run are not changed");
  }
}
