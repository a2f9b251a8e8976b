// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dcmrig.ota.model.UpdatePolicy;

/** What is asked with an update, as it lies in the database. */
final class Policies {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** The one that was read last: all actions of a rollout have the same. */
  private static volatile Read last = new Read(write(UpdatePolicy.FORCED), UpdatePolicy.FORCED);

  private record Read(String json, UpdatePolicy policy) {}

  private Policies() {}

  static String write(UpdatePolicy policy) {
    try {
      return MAPPER.writeValueAsString(policy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy can't be written", e);
    }
  }

  static UpdatePolicy read(String json) {
    Read known = last;
    if (known.json().equals(json)) {
      return known.policy();
    }
    try {
      UpdatePolicy policy = MAPPER.readValue(json, UpdatePolicy.class);
      last = new Read(json, policy);
      return policy;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the policy '" + json + "' can't be read", e);
    }
  }
}
