/** Automatic collision notification (ACN-01 to ACN-16). */
package dev.dcmrig.dcm.acn;
