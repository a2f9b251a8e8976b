/** The navigation system beside the DCM. */
package dev.dcmrig.ecus.navigation;
