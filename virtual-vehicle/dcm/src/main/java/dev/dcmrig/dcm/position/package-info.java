/** Where the car is and was, and whether that can be trusted (ACN-09, ACN-13). */
package dev.dcmrig.dcm.position;
