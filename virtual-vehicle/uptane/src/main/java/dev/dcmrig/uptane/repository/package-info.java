// SPDX-License-Identifier: Apache-2.0
/** The signers' side: director and image repository, for a server and for tests. */
@NullMarked
package dev.dcmrig.uptane.repository;

import org.jspecify.annotations.NullMarked;
