// SPDX-License-Identifier: Apache-2.0
/** XHTML becomes PDF/A-2u. The one package that knows openhtmltopdf. */
@NullMarked
package dev.dcmrig.dossier.pdf;

import org.jspecify.annotations.NullMarked;
