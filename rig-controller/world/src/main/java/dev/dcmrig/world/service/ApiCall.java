package dev.dcmrig.world.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One request to the service, checked so far: its role may ask this, and its body is JSON.
 *
 * @param variables what stands in the braces of the route's path
 * @param query parameters after the question mark
 * @param body a missing node without a body
 * @param key its {@code Idempotency-Key}; empty without one
 */
public record ApiCall(
    Role role,
    Map<String, String> variables,
    Map<String, String> query,
    JsonNode body,
    String key) {}
