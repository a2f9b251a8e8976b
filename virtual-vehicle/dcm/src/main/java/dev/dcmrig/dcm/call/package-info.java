/** One emergency call from INVITE to its end, its data and its voice, and the call back. */
package dev.dcmrig.dcm.call;
