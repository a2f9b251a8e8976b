/** Self-test and the indicator beside the SOS button (IND-01 to IND-06). */
package dev.dcmrig.dcm.selftest;
