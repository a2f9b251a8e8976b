// SPDX-License-Identifier: Apache-2.0
/** Steps and checks of subscriptions, payments, the app and its roles (SUB, PRV). */
@NullMarked
package dev.dcmrig.features.subscription;

import org.jspecify.annotations.NullMarked;
