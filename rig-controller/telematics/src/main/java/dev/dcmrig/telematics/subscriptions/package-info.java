// SPDX-License-Identifier: Apache-2.0
/** Who has which service until when: complimentary periods, trials, paid months and notices. */
@NullMarked
package dev.dcmrig.telematics.subscriptions;

import org.jspecify.annotations.NullMarked;
