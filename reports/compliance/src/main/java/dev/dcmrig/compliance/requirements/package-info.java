// SPDX-License-Identifier: Apache-2.0
/** Requirement sets in other people's forms: ReqIF 1.2 and CSV, both ways; and as YAML. */
@NullMarked
package dev.dcmrig.compliance.requirements;

import org.jspecify.annotations.NullMarked;
