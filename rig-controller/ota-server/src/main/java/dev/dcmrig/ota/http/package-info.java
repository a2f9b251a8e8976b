// SPDX-License-Identifier: Apache-2.0
/** What both HTTP edges share: bodies, problems, ranges, files. */
@NullMarked
package dev.dcmrig.ota.http;

import org.jspecify.annotations.NullMarked;
