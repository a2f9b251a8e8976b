// SPDX-License-Identifier: Apache-2.0
/** Tests of the code that is made wrong, run in a worker. The only package that knows JUnit. */
@NullMarked
package dev.dcmrig.qualify.tests;

import org.jspecify.annotations.NullMarked;
