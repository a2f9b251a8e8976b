/** The steps of the scenarios. They know the ports of {@code rig-api} and nothing behind them. */
package dev.dcmrig.features;
