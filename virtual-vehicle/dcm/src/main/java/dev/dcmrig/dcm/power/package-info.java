/** Main supply and back-up battery (ACN-11). */
package dev.dcmrig.dcm.power;
