// SPDX-License-Identifier: Apache-2.0
/** How a command talks to its user and to the shell: lines, exit codes, signals. */
@NullMarked
package dev.dcmrig.app.console;

import org.jspecify.annotations.NullMarked;
