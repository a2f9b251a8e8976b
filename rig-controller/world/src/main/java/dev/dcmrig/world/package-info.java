/** What stands outside the car. A world is made for one scenario and knows no other. */
package dev.dcmrig.world;
