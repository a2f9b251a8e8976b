// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One request to the service, checked so far: its role may ask this, and its body is JSON.
 *
 * @param variables what stands in the braces of the route's path
 * @param body a missing node without a body
 * @param key its {@code Idempotency-Key}; empty without one
 */
public record ApiCall(Role role, Map<String, String> variables, JsonNode body, String key) {}
