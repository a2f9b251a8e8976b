// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

/**
 * One file of a software module. Metadata files stand beside an image as artifacts of their own.
 */
public record Artifact(
    long id,
    long moduleId,
    String filename,
    long sizeBytes,
    String md5,
    String sha1,
    String sha256,
    long createdAtMillis) {}
